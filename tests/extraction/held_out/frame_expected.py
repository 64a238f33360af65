"""What a reader finds in the held-out samples of these families, written before the rules."""

GLOSSARY = {
    "frame_rive_sud.txt": {
        ("SCoT", "Schéma de cohérence territoriale"),
        ("AUD", "Agence d'urbanisme et de développement"),
        ("SEL", "Société d'équipement du littoral"),
        ("SDIS", "Service départemental d'incendie et de secours"),
    },
    "frame_valmont.md": {
        ("ANCT", "Agence nationale de la cohésion des territoires"),
        ("CLS", "Contrat local de santé"),
        ("QPV", "Quartier prioritaire de la politique de la ville"),
        ("TEPCV", "Territoire à énergie positive pour la croissance verte"),
    },
    "frame_deux_rives.txt": {
        ("BPE", "Base permanente des équipements"),
        ("CCAS", "Centre communal d'action sociale"),
        ("EPCI", "Établissement public de coopération intercommunale"),
        ("PCAET", "Plan climat-air-énergie territorial"),
        ("COPIL", "comité de pilotage"),
    },
}

SIGNATORIES = {
    "frame_rive_sud.txt": {("Alain BOURDIN", "Président"), ("Claire de LA TOUR", "Présidente")},
    "frame_valmont.md": {
        ("Hélène MARTIN-DUVAL", "La préfète de la Sauldre"),
        ("Jean-Yves LE GOFF", "Le président de Valmont Agglomération"),
        ("Fatima BENALI", "Le maire de Valmont"),
        ("Odile PRÉVÔT", "La maire du Pontet"),
        ("Marc TESSIER", "Le directeur de la CAF de la Sauldre"),
    },
    "frame_deux_rives.txt": {
        ("Paul-Henri VASSEUR", "Le Maire de Montaverne"),
        ("Inès ROUSSEL-ORTEGA", "Le Président de la Communauté de communes des Deux Rives"),
    },
}

# name, level, meetings a year, at least
GOVERNANCE = {
    "frame_rive_sud.txt": {
        ("comité stratégique", "political", "2", False),
        ("comité technique", "technical", "6", False),
        ("groupes projets", "technical", None, False),
    },
    "frame_valmont.md": {
        ("comité de pilotage", "political", "2", False),
        ("comité technique", "technical", "12", False),
        ("conseils citoyens", "local", None, False),
    },
    "frame_deux_rives.txt": {
        ("COPIL (comité de pilotage)", "political", "4", False),
        ("COTECH", "technical", "4", True),
        ("commission locale de suivi par secteur", "local", None, False),
    },
}

# kind, months, days
CLAUSES = {
    "frame_rive_sud.txt": {
        ("duration", 60, None),
        ("entry-into-force", None, None),
        ("renewal", 12, None),
        ("modification", None, None),
        ("termination", None, None),
        ("notice", 6, None),
        ("evaluation", None, None),
        ("copies", None, None),
    },
    "frame_valmont.md": {
        ("duration", None, None),
        ("entry-into-force", None, None),
        ("renewal", 12, None),
    },
    "frame_deux_rives.txt": {
        ("duration", 36, None),
        ("entry-into-force", None, None),
        ("renewal", None, None),
        ("termination", None, None),
        ("notice", None, 60),
        ("copies", None, None),
    },
}

NEIGHBOURHOODS = {
    "frame_valmont.md": {
        ("Les Tilleuls", ("Valmont",), "2340", "11250", "priority"),
        ("Bellevue – La Garenne", ("Valmont", "Le Pontet"), "5120", "10900", "priority"),
        ("Saint-Roch", ("Le Pontet",), "1075", "12030", "priority"),
        ("Cité des Mines", ("Ormes-sur-Sauldre",), "980", "9870", "priority"),
        ("Moulin", ("Valmont",), None, None, "watch"),
        ("Prés-Hauts", ("Ormes-sur-Sauldre",), None, None, "watch"),
    },
}

COUNTS = {
    "frame_rive_sud.txt": {("axes", 3), ("actions", 12), ("communes", 31)},
    "frame_valmont.md": {("communes", 3)},
    "frame_deux_rives.txt": {("axes", 2), ("actions", 7), ("communes", 18)},
}

# kind, date
CITATIONS = {
    "frame_rive_sud.txt": {
        ("code", None),
        ("law", "2014-01-27"),
        ("decree", "2015-10-07"),
        ("deliberation", "2020-12-14"),
        ("deliberation", "2021-01-08"),
        ("plan", "2019-03"),
    },
    "frame_valmont.md": {
        ("law", "2014-02-21"),
        ("circular", "2023-08-31"),
        ("decree", "2023-12-28"),
    },
}

TITLES = {
    "frame_rive_sud.txt": "CONVENTION-CADRE DE PARTENARIAT 2021-2026",
    "frame_valmont.md": "Contrat de ville de l'agglomération de Valmont 2024-2030",
    "frame_deux_rives.txt": (
        "PROTOCOLE DE COOPERATION ENTRE LA VILLE DE MONTAVERNE ET LA COMMUNAUTE DE COMMUNES"
        " DES DEUX RIVES"
    ),
}
PARTIES = {
    "frame_rive_sud.txt": {"Métropole Rive Sud", "Département des Hautes-Landes"},
    "frame_valmont.md": None,
    "frame_deux_rives.txt": {"VILLE DE MONTAVERNE", "COMMUNAUTE DE COMMUNES DES DEUX RIVES"},
}
TERM = {
    "frame_rive_sud.txt": {"signed": "2021-02-03", "start": "2021", "end": "2026"},
    "frame_valmont.md": {"end": "2030-12-31", "start": "2024"},
    "frame_deux_rives.txt": {"start": "2022-01-01"},
}
