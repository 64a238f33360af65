"""Prints one invented outline in many layouts: what the tests of the outline vary.

Nothing of the layout may change what is read: words and marks of headings, case, dashes, width of
lines, tables of contents, heads and numbers of pages, and where a page breaks.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

BODY = (
    "Les partenaires constatent que la situation demeure inégale selon les communes et souhaitent"
    " y répondre ensemble. Un groupe de travail réunit les services concernés et propose chaque"
    " année un programme.",
    "Depuis plusieurs années, les habitants demandent des services plus proches. Les deux"
    " collectivités mettront leurs moyens en commun et rendront compte de leur emploi.",
    "Une étude sera conduite avec les associations du territoire. Elle portera sur les besoins,"
    " sur les lieux disponibles et sur les financements qui peuvent être mobilisés.",
)
AXES = (
    ("Soutenir les familles et la jeunesse dans tous les quartiers du territoire", (
        "Ouvrir des lieux d'accueil pour les parents",
        "Accompagner les jeunes vers l'emploi et vers la formation tout au long de leur parcours"
        " scolaire et professionnel",
        "Développer la pratique sportive",
    )),
    ("Préserver les rivières et les zones humides", (
        "Restaurer les berges de la rivière en lien avec les riverains et les syndicats de bassin",
        "Mesurer la qualité de l'eau",
    )),
    ("Faire de la culture un bien commun : lecture, musique et patrimoine", (
        "Prêter les collections entre bibliothèques",
        "Créer un festival itinérant « Les Rives »",
        "Numériser les archives communales",
        "Former les bénévoles des écomusées",
    )),
)  # fmt: skip


@dataclass
class Layout:
    """How an outline is printed."""

    axis: str = "Axe {n} : "
    action: str = "Action n°{n} : "
    action_numbers: str = "on"  # `on` through the axes, `anew` in each, `dotted` under the axis
    axis_style: str = "arabic"
    width: int = 90
    upper: bool = False
    contents: bool = False
    summary: bool = False
    heads: bool = False
    pages: bool = False
    markdown: bool = False
    seed: int = 0
    chance: random.Random = field(init=False)
    place: int = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.place = 0

    def mark(self, at: int) -> str:
        styles = {"arabic": str(at), "roman": ("I", "II", "III")[at - 1], "letter": "ABC"[at - 1]}
        return styles[self.axis_style]

    def expected(self) -> list[tuple[str, str, str]]:
        found, through = [], 0
        for at, (title, actions) in enumerate(AXES, 1):
            found.append(("axis", self.mark(at), self.cased(title)))
            for place, action in enumerate(actions, 1):
                through += 1
                number = str(through) if self.action_numbers == "on" else f"{self.mark(at)}.{place}"
                found.append(("action", number, action))
        return found

    def cased(self, title: str) -> str:
        return title.upper() if self.upper else title

    def text(self) -> str:
        parts = ["CONVENTION DE COOPÉRATION", ""]
        if self.contents:
            parts += ["SOMMAIRE", ""]
            for page, heading in enumerate(self.headings(), 2):
                wrapped = textwrap.wrap(f"{heading} ............ {page}", self.width)
                parts += wrapped
            parts += [""]
        parts += ["Préambule", "", *self.prose(), ""]
        if self.summary:
            parts += ["La convention retient les axes suivants :", ""]
            for at, (title, _) in enumerate(AXES, 1):
                parts += [f"- {self.axis.format(n=self.mark(at))}{title}"]
            parts += [""]
        page = 2
        for heading in self.headings():
            if self.pages and self.chance.random() < 0.5:
                head = [self.running] if self.heads else []
                parts += [*head, "", " " * 50 + str(page), ""]
                page += 1
            if self.markdown:
                level = "#" * self.chance.choice((1, 2, 3, 4))
                parts += [f"{level} **{heading}**", "", " ".join(self.prose()), ""]
            else:
                parts += [*textwrap.wrap(heading, self.width), "", *self.prose(), ""]
        parts += ["## Gouvernance" if self.markdown else "Gouvernance", "", *self.prose(), ""]
        return "\n".join(parts)

    running = "Convention entre les deux rives"

    def headings(self) -> list[str]:
        found, through = [], 0
        for at, (title, actions) in enumerate(AXES, 1):
            found.append(self.axis.format(n=self.mark(at)) + self.cased(title))
            for place, action in enumerate(actions, 1):
                through += 1
                number = {"on": str(through), "anew": str(place)}.get(
                    self.action_numbers, f"{self.mark(at)}.{place}"
                )
                found.append(self.action.format(n=number) + action)
        return found

    def prose(self) -> list[str]:
        self.place += 1  # no two paragraphs are the same, or they would be heads of pages
        own = f" Ce point est suivi sous la référence {self.place}."
        return textwrap.wrap(self.chance.choice(BODY) + own, self.width)


def layouts() -> list[Layout]:
    """Layouts drawn from every choice, the same ones at each call."""
    chance = random.Random(3)
    marks = (
        ("Axe {n} : ", "Action n°{n} : ", ("on", "anew", "dotted"), ("arabic", "roman", "letter")),
        ("AXE {n} – ", "Fiche action {n} – ", ("on", "anew", "dotted"), ("arabic", "roman")),
        ("Axe n° {n} - ", "Action {n}. ", ("on", "dotted"), ("arabic",)),
        ("AXE {n}. ", "ACTION N°{n} : ", ("on", "anew"), ("roman", "arabic", "letter")),
        ("Axe stratégique {n} — ", "Fiche-action n°{n} : ", ("on", "dotted"), ("arabic",)),
        ("Volet {n} : ", "Mesure {n} : ", ("on", "anew"), ("arabic", "roman")),
        ("Axe {n} : ", "{n}. ", ("anew",), ("arabic", "roman", "letter")),
        ("Axe {n} – ", "{n}) ", ("anew",), ("arabic", "letter")),
        ("Axe {n} – ", "{n}. ", ("dotted",), ("arabic",)),
        ("{n}. ", "{n}. ", ("anew",), ("letter", "roman")),
        ("{n} – ", "{n} – ", ("anew",), ("letter", "roman")),
        ("{n}) ", "{n}. ", ("anew",), ("letter", "roman")),
        ("{n}. ", "{n}. ", ("dotted",), ("arabic",)),
        ("{n}. ", "Action {n} : ", ("on", "anew", "dotted"), ("arabic", "roman", "letter")),
    )
    found = []
    for axis, action, numbers, styles in marks:
        for action_numbers in numbers:
            for style in styles:
                for _ in range(4):
                    found.append(Layout(
                        axis, action, action_numbers, style,
                        width=chance.choice((60, 75, 90, 110)),
                        upper=chance.random() < 0.3,
                        contents=chance.random() < 0.5,
                        summary=chance.random() < 0.4 and "Axe" in axis,
                        heads=chance.random() < 0.5,
                        pages=chance.random() < 0.6,
                        markdown=chance.random() < 0.25,
                        seed=chance.randrange(1000),
                    ))  # fmt: skip
    return found
