"""One convention of our own, rewritten: the same facts in other words, marks, cases and lines.

A seed decides the parties and their order, what bodies are called, how a composition and a rhythm
are told, numbers in letters or figures, bullets, dashes, apostrophes, capitals, the width of lines
and where pages turn. What a reader finds is known from what was put in, never from a program.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass, field

__all__ = ["Facts", "rewritten"]

PARTIES = (
    ("le Département de la Brenne", "représenté", "Président"),
    ("la Ville d'Arsonval", "représentée", "Maire"),
    ("la Métropole Rive Sud", "représentée", "Présidente"),
    ("la Communauté d'agglomération des Trois Vallées", "représentée", "Président"),
    ("l'Établissement public territorial Seine-Aval", "représenté", "Présidente"),
    ("la Région Centre-Littoral", "représentée", "Présidente"),
)
PEOPLE = ("Inès CARRÈRE", "Louis TABARLY", "Anne-Sophie LE GOFF", "Karim BEN SALAH")
POLITICAL = ("comité de pilotage", "comité stratégique", "conférence des exécutifs")
TECHNICAL = ("comité technique", "comité de suivi", "groupe de travail opérationnel")
MEMBERS = (
    ("deux exécutifs", "les deux exécutifs", "des deux exécutifs"),
    ("préfet de la Brenne", "le préfet de la Brenne", "du préfet de la Brenne"),
    ("directrice de l'agence d'urbanisme", "la directrice de l'agence d'urbanisme",
     "de la directrice de l'agence d'urbanisme"),
    ("bailleurs sociaux", "les bailleurs sociaux", "des bailleurs sociaux"),
    ("caisse d'allocations familiales", "la caisse d'allocations familiales",
     "de la caisse d'allocations familiales"),
)  # fmt: skip
RHYTHMS = (
    (
        "1",
        (
            "une fois par an",
            "chaque année",
            "tous les ans",
            "annuellement",
            "au moins une fois l'an",
        ),
    ),
    (
        "2",
        (
            "deux fois par an",
            "2 fois par an",
            "une fois par semestre",
            "tous les six mois",
            "en tant que de besoin et au minimum deux fois par an",
            "à raison de deux réunions par an",
            "de façon semestrielle",
        ),
    ),
    (
        "4",
        (
            "quatre fois par an",
            "chaque trimestre",
            "tous les trois mois",
            "trimestriellement",
            "selon une fréquence trimestrielle",
            "une fois par trimestre au moins",
        ),
    ),
    ("6", ("tous les deux mois", "tous les 2 mois", "six fois par an", "6 fois par an")),
    ("12", ("chaque mois", "une fois par mois", "mensuellement", "tous les mois")),
)
NUMBERS = {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 12: "douze"}


@dataclass
class Facts:
    """What the text says: what a reader writes down of it."""

    parties: set[str] = field(default_factory=set)
    bodies: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    clauses: set[tuple[str, int]] = field(default_factory=set)
    signatories: set[str] = field(default_factory=set)
    counts: set[tuple[str, int]] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)


class _Writer:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.facts = Facts()
        self.bullet = self.dice.choice(["-", "–", "•", "▪", "*"])
        self.dash = self.dice.choice(["–", "-", "—"])
        self.width = self.dice.choice([68, 80, 96, 1000])
        self.capitals = self.dice.random() < 0.4
        self.page = 3

    def number(self, value: int) -> str:
        return self.dice.choice([NUMBERS[value], str(value)])

    def heading(self, number: int, words: str) -> str:
        words = words.upper() if self.capitals else words
        return self.dice.choice(
            [
                f"Article {number} {self.dash} {words}",
                f"{number}. {words}",
                f"ARTICLE {number} : {words}",
            ]
        )

    def paragraph(self, words: str, *, turns: bool = False) -> str:
        lines = textwrap.wrap(words, self.width, break_on_hyphens=False)
        if turns and len(lines) > 1 and self.dice.random() < 0.6:
            self.page += 1
            middle = self.dice.randrange(1, len(lines))
            lines[middle:middle] = ["", f"{' ' * 40}{self.page}", ""]
        return "\n".join(lines)

    def opening(self) -> list[str]:
        chosen = self.dice.sample(PARTIES, 2)
        self.parties = chosen
        self.people = self.dice.sample(PEOPLE, 2)
        self.facts.parties = {re.sub(r"^(?:l[ea] |l')", "", name) for name, *_ in chosen}
        blocks = [self.dice.choice(["ENTRE", "Entre", "Entre :", "ENTRE LES SOUSSIGNÉS :"])]
        sides = self.dice.random() < 0.5
        for at, ((name, represented, office), person) in enumerate(
            zip(chosen, self.people, strict=True)
        ):
            side = [", d'une part,", ", d'autre part,"][at] if sides else ","
            known = self.dice.choice(["", f" ci-après dénommé « la partie {at + 1} »,"])
            seat = self.dice.choice(["", " dont le siège est 3 place de la Halle à Arsonval,"])
            of = self.dice.choice(
                ["", " agissant en vertu de la délibération n° 12 du 3 mars 2022,"]
            )
            blocks.append(
                self.paragraph(
                    f"{name[0].upper()}{name[1:]},{seat} {represented} par son {office}, {person},"
                    f"{of}{known.rstrip(',')}{side}"
                )
            )
            if at == 0:
                blocks.append(self.dice.choice(["ET", "Et", "et"]))
        blocks.append("Il est convenu ce qui suit :")
        return blocks

    def counts(self) -> list[str]:
        axes, actions = self.dice.choice([2, 3, 4]), self.dice.choice([5, 6, 12])
        self.facts.counts = {("axes", axes), ("actions", actions)}
        told = self.dice.choice(["comprend", "se décline en", "s'organise en"])
        plan = f"{self.number(axes)} axes et {self.number(actions)} actions"
        words = f"La présente convention {told} {plan}."
        self.facts.acronyms = {"AUD", "SDIS"}
        names = self.dice.choice(
            [
                "l'Agence d'urbanisme et de développement (AUD) et le SDIS (Service départemental"
                " d'incendie et de secours)",
                f"l'Agence d'urbanisme et de développement {self.dash} AUD {self.dash} et le"
                " Service départemental d'incendie et de secours (SDIS)",
            ]
        )
        return [self.paragraph(f"{words} Elle associe {names}.")]

    def body(self, name: str, female: bool) -> list[str]:
        members = self.dice.sample(MEMBERS, 3)
        per_year, rhythms = self.dice.choice(RHYTHMS)
        rhythm = self.dice.choice(rhythms)
        self.facts.bodies[name] = per_year, {known for known, *_ in members}
        article, he, ending = ("La", "Elle", "e") if female else ("Le", "Il", "")
        plain = f"{members[0][1]}, {members[1][1]} et {members[2][1]}"
        genitive = f"{members[0][2]}, {members[1][2]} et {members[2][2]}"
        meets = f"se réunit {rhythm}"
        way = self.dice.randrange(9)
        if way == 0:
            return [
                self.paragraph(
                    f"{article} {name} est composé{ending} {genitive}. {he} {meets}.", turns=True
                )
            ]
        if way == 1:
            return [self.paragraph(f"{article} {name} réunit {plain}. {he} {meets}.", turns=True)]
        if way == 2:
            listed = [f"{self.bullet} {words[1]}" for words in members]
            ends = [" ;", " ;", "."]
            items = "\n".join(f"{item}{end}" for item, end in zip(listed, ends, strict=True))
            return [f"{article} {name} {meets}. {he} est composé{ending} de :\n{items}"]
        if way == 3:
            un = "Une" if female else "Un"
            return [
                self.paragraph(f"{un} {name}, composé{ending} {genitive}, {meets}.", turns=True)
            ]
        if way == 4:
            told = f"{he} rassemble {plain}. {he} {meets}."
            return [f"{article} {name}\n\n" + self.paragraph(told, turns=True)]
        if way == 5:
            names = ", ".join(known for known, *_ in members)
            return [f"{name.upper()}\nComposition : {names}\nPériodicité : {rhythm}"]
        if way == 6:
            led = f"Présidé{ending} par {members[0][1]}, {article.lower()} {name}"
            told = f"{led} réunit {members[1][1]} et {members[2][1]}."
            return [self.paragraph(f"{told} {he} {meets}.", turns=True)]
        if way == 7:
            items = "\n".join(f"{self.bullet} {known}" for known, *_ in members)
            return [f"{article} {name} {meets}. En sont membres :\n{items}"]
        led = f"{article} {name}, présidé{ending} par {members[0][1]},"
        told = f"{led} associe {members[1][1]} et {members[2][1]}."
        return [self.paragraph(f"{told} {he} {meets}.", turns=True)]

    def life(self) -> list[str]:
        years, months = self.dice.choice([2, 3, 4, 5]), self.dice.choice([2, 3, 6])
        self.facts.clauses = {("duration", 12 * years), ("notice", months)}
        lasts = self.dice.choice(["est conclue pour une durée de", "est établie pour"])
        ends = self.dice.choice(["moyennant un", "sous réserve d'un", "avec un"])
        notice = f"{ends} préavis de {self.number(months)} mois"
        return [
            self.heading(3, "Durée"),
            self.paragraph(f"La présente convention {lasts} {self.number(years)} ans."),
            self.heading(4, "Résiliation"),
            self.paragraph(f"Chaque partie peut y mettre fin, {notice}."),
        ]

    def signatures(self) -> list[str]:
        self.facts.signatories = set(self.people)
        offices = [
            f"{'La' if office == 'Présidente' else 'Le'} {office}" for *_, office in self.parties
        ]
        if self.dice.random() < 0.5:
            width = 60
            rows = [
                [f"Pour {name}," for name, *_ in self.parties],
                [f"{office}," for office in offices],
                self.people,
            ]
            return ["\n".join(f"{left:<{width}}{right}" for left, right in rows)]
        return [
            f"Pour {party[0]},\n{office},\n\n{person}"
            for party, office, person in zip(self.parties, offices, self.people, strict=True)
        ]

    def text(self) -> str:
        political, technical = self.dice.choice(POLITICAL), self.dice.choice(TECHNICAL)
        blocks = [
            self.dice.choice(["CONVENTION DE COOPÉRATION", "Convention-cadre de partenariat"]),
            *self.opening(),
            self.heading(1, "Objet"),
            *self.counts(),
            self.heading(2, self.dice.choice(["Gouvernance", "Pilotage et suivi", "Instances"])),
            *self.body(political, political.startswith("conf")),
            *self.body(technical, female=False),
            *self.life(),
            "Fait en deux exemplaires, le 4 avril 2022",
            *self.signatures(),
        ]
        text = "\n\n".join(blocks) + "\n"
        return text.replace("'", "’") if self.dice.random() < 0.5 else text


def rewritten(seed: int) -> tuple[str, Facts]:
    """A text, and what it says."""
    writer = _Writer(seed)
    text = writer.text()
    return text, writer.facts
