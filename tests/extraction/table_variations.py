"""Prints known rows of objectives, actions and levers as tables, in the layouts of conventions.

Every layout says where each cell is, so that a reader can tell them apart: bars and tabs, columns
aligned with spaces (as wide as each other or not), a page's columns flattened into one another
whose widths differ. Flattened columns that are as wide as each other are printed too
(`flattened(..., widths=(30, 30, 30))`): only the wording tells an action from an objective there,
which no reader can rely on, so that values are to be stated with doubt and not to be right.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, replace

Row = tuple[str, list[str], list[str]]

HEADS = (
    ("Objectifs opérationnels", "Actions", "Leviers"),
    ("OBJECTIFS", "ACTIONS", "MOYENS"),
    ("Objectif", "Action proposée", "Opérateurs"),
    ("Enjeux", "Mesures envisagées", "Outils et dispositifs"),
    ("Objectifs spécifiques", "Pistes d'action", "Moyens mobilisables"),
    ("Orientations", "Projets", "Partenaires"),
    ("Finalités", "Interventions prévues", "Ressources"),
)

_AIMS = (
    "Améliorer {}", "Renforcer {}", "Favoriser {}", "Faciliter {}", "Garantir {}",
    "Lutter contre {}", "Mieux accompagner {}", "Assurer {}",
)  # fmt: skip
_AIMED = (
    "l'accès aux soins des habitants", "la mobilité des demandeurs d'emploi",
    "la réussite scolaire des collégiens", "le vivre ensemble dans les quartiers",
    "la place des femmes dans l'espace public", "l'insertion des jeunes sans diplôme",
    "la propreté des espaces extérieurs", "la tranquillité des résidences",
    "le non-recours aux droits", "la pratique sportive des jeunes filles", "l'isolement des aînés",
    "la rénovation des copropriétés fragiles du centre ancien",
)  # fmt: skip
_DEEDS = (
    "Créer {}", "Ouvrir {}", "Organiser {}", "Développer {}", "Expérimenter {}", "Soutenir {}",
    "Proposer {}", "Installer {}", "Diffuser {}",
)  # fmt: skip
_DONE = (
    "une maison de santé pluridisciplinaire", "des ateliers de conversation en soirée",
    "un bus de services itinérant", "des permanences d'avocats dans les centres sociaux",
    "un guide des démarches en ligne", "des chantiers éducatifs pendant les vacances",
    "une ressourcerie au pied des immeubles",
    "des visites de terrain avec les gardiens et les habitants", "un fonds d'aide au permis",
    "des parcours de découverte des métiers du bâtiment pour les élèves de troisième",
    "une équipe de médiateurs de nuit", "un jardin partagé",
)  # fmt: skip
_LEVERS = (
    "Contrat local de santé", "Caisse d'allocations familiales", "Mission locale du bassin",
    "Crédits de droit commun de l'État", "CLSPD", "Bailleurs sociaux et amicales de locataires",
    "Programme de réussite éducative", "Fonds social européen", "Agence régionale de santé",
    "Mobiliser les adultes-relais et les conseils citoyens des quartiers", "Plan vélo",
    "S'appuyer sur la convention d'abattement de taxe foncière", "Conseil départemental",
    "Service jeunesse de la ville", "Dotation politique de la ville", "Éducation nationale",
)  # fmt: skip


_VERBAL_LEVERS = (
    "Mobiliser la protection maternelle et infantile et les orthophonistes du centre hospitalier",
    "Poursuivre le travail engagé par les équipes de prévention spécialisée avec les collèges",
    "Encourager les conventions entre les écoles et les associations d'éducation populaire",
    "Continuer à mobiliser les crédits de la région pour la formation des demandeurs d'emploi",
    "S'appuyer sur les diagnostics menés par les conseils citoyens et par les bailleurs sociaux",
    "Veiller à la participation des habitants aux instances de suivi du projet",
    "Solliciter les entreprises signataires de la charte pour qu'elles accueillent des stagiaires",
    "Articuler l'offre des associations avec celle des équipements municipaux de proximité",
)


def rows(chance: random.Random, count: int = 4, *, verbal: bool = False) -> list[Row]:
    """Rows of one to three values a cell, some without levers.

    Args:
        chance: where chance comes from.
        count: how many rows.
        verbal: whether half the levers begin with a verb, as actions do.
    """
    aims = chance.sample(_AIMED, count)
    done = chance.sample(_DONE, len(_DONE))
    found: list[Row] = []
    for aim in aims:
        actions = [
            chance.choice(_DEEDS).format(done.pop()) for _ in range(chance.randint(1, 3)) if done
        ]
        known = (*_LEVERS[:8], *_VERBAL_LEVERS) if verbal else _LEVERS
        levers = chance.sample(known, chance.choice((0, 1, 1, 2, 3)))
        found.append((chance.choice(_AIMS).format(aim), actions, levers))
    return found


@dataclass(frozen=True)
class Style:
    """How a table is printed.

    Attributes:
        head: the heads of its columns.
        widths: how wide the columns are, in characters.
        bullet: what stands before each action and lever.
        parted: whether a blank line stands between the values of a cell.
        spaced: whether one stands between rows.
        page: after how many lines a page ends, or 0.
        again: whether the head is printed again on the next page, and with « (Suite) ».
        margin: white space before each line.
        centred: whether the heads stand in the middle of their columns.
        gutter: how many spaces part columns at least.
        running: what stands beside the number of a page.
    """

    head: tuple[str, str, str] = HEADS[0]
    widths: tuple[int, int, int] = (28, 34, 30)
    bullet: str = ""
    parted: bool = True
    spaced: bool = True
    page: int = 0
    again: str = ""
    margin: int = 0
    centred: bool = False
    gutter: int = 2
    running: str = ""

    @staticmethod
    def any(chance: random.Random) -> Style:
        """Any style a reader can read."""
        wide = chance.choice((24, 28, 32, 36))
        unequal = (chance.randint(20, 30), chance.randint(26, 40), chance.randint(24, 44))
        bullet = chance.choice(("", "", "- ", "• ", "▪ ", "– "))
        return Style(
            head=chance.choice(HEADS),
            widths=chance.choice(((wide, wide, wide), unequal)),
            bullet=bullet,
            parted=not bullet and chance.random() < 0.6,
            spaced=chance.random() < 0.7,
            page=chance.choice((0, 0, 9, 14)),
            again=chance.choice(("", "head", "head", "suite")),
            margin=chance.choice((0, 0, 2, 6)),
            centred=chance.random() < 0.3,
            gutter=chance.choice((1, 2, 2, 3, 6)),
            running=chance.choice(("", "", "Contrat de ville du Pays de Sarmoise 2015-2022")),
        )


def _wrapped(values: list[str], width: int, style: Style) -> list[str]:
    lines: list[str] = []
    for value in values:
        if lines and style.parted:
            lines.append("")
        hang = " " * len(style.bullet)
        lines += textwrap.wrap(
            value,
            width,
            initial_indent=style.bullet,
            subsequent_indent=hang,
            break_on_hyphens=False,
        )
    return lines


def _beside(cells: list[list[str]], style: Style) -> list[str]:
    lines = []
    for at in range(max(map(len, cells))):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        padded = (
            part.ljust(wide + style.gutter) for part, wide in zip(parts, style.widths, strict=True)
        )
        lines.append((" " * style.margin + "".join(padded)).rstrip())
    return lines


def _head(style: Style) -> list[str]:
    heads = [
        textwrap.wrap(words, width) for words, width in zip(style.head, style.widths, strict=True)
    ]
    if style.centred:
        heads = [
            [line.center(width).rstrip() for line in lines]
            for lines, width in zip(heads, style.widths, strict=True)
        ]
    return _beside(heads, style)


def aligned(table: list[Row], style: Style) -> str:
    """Columns aligned with spaces, as `pdftotext -layout` prints them."""
    plain = replace(style, bullet="", parted=False)
    body: list[tuple[str, str]] = []
    for aim, actions, levers in table:
        cells = [
            _wrapped([aim], style.widths[0], plain),
            _wrapped(actions, style.widths[1], style),
            _wrapped(levers, style.widths[2], style),
        ]
        body += [(aim, line) for line in _beside(cells, style)]
        if style.spaced:
            body.append(("", ""))
    lines, number = [*_head(style), ""], 12
    for at, (aim, line) in enumerate(body):
        if style.page and at and at % style.page == 0 and line:
            lines += ["", "", f"{' ' * 40}{number}", style.running, "", ""]
            number += 1
            if style.again:
                lines += [*_head(style), *(["(Suite)"] if style.again == "suite" else []), ""]
                inside = body[at - 1][0] == aim and line[style.margin : style.margin + 1] == " "
                if style.again == "suite" and inside:
                    again = textwrap.wrap(f"{aim} (suite)", style.widths[0])
                    lines += [" " * style.margin + words for words in again] + [""]
        lines.append(line)
    return "\n".join(lines)


def barred(table: list[Row], style: Style) -> str:
    """A Markdown table, a row a line, `<br>` between the values of a cell."""
    lines = [f"| {' | '.join(style.head)} |", "|---|:--|---|"]
    for aim, *cells in table:
        joined = (("<br>").join(style.bullet + value for value in cell) for cell in cells)
        lines.append(f"| {aim} | {' | '.join(joined)} |")
    return "\n".join(lines)


def barred_by_action(table: list[Row], style: Style) -> str:
    """A Markdown table, an action a line; an objective stands on the first of its lines."""
    lines = [f"| {' | '.join(style.head)} |", "| --- | --- | --- |"]
    for aim, actions, levers in table:
        for at in range(max(len(actions), len(levers))):
            cells = (
                aim if at == 0 else "",
                actions[at] if at < len(actions) else "",
                levers[at] if at < len(levers) else "",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def boxed(table: list[Row], style: Style) -> str:
    """A table drawn with dashes and bars, cells wrapped."""
    rule = "+" + "+".join("-" * (width + 2) for width in style.widths) + "+"
    plain = replace(style, bullet="")
    lines = [rule, *_boxed(_heads(style), style), rule]
    for aim, actions, levers in table:
        cells = [
            _wrapped([aim], style.widths[0], plain),
            _wrapped(actions, style.widths[1], style),
            _wrapped(levers, style.widths[2], style),
        ]
        lines += [*_boxed(cells, style), rule]
    return "\n".join(lines)


def _heads(style: Style) -> list[list[str]]:
    return [
        textwrap.wrap(words, wide) for words, wide in zip(style.head, style.widths, strict=True)
    ]


def _boxed(cells: list[list[str]], style: Style) -> list[str]:
    lines = []
    for at in range(max(map(len, cells))):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        padded = (part.ljust(wide) for part, wide in zip(parts, style.widths, strict=True))
        lines.append(f"| {' | '.join(padded)} |")
    return lines


def tabbed(table: list[Row], style: Style) -> str:
    """Cells parted by tabs, an action a line."""
    lines = ["\t".join(style.head)]
    for aim, actions, levers in table:
        for at in range(max(len(actions), len(levers))):
            action = actions[at] if at < len(actions) else ""
            lever = levers[at] if at < len(levers) else ""
            lines.append("\t".join((aim if at == 0 else "", action, lever)).rstrip("\t"))
    return "\n".join(lines)


def marked_up(table: list[Row], style: Style) -> str:
    """HTML, a cell of the objective over all its rows."""
    lines = ["<table>", f"<tr>{''.join(f'<th>{words}</th>' for words in style.head)}</tr>"]
    for aim, actions, levers in table:
        for at, action in enumerate(actions):
            span = f'<td rowspan="{len(actions)}">{aim}</td>' if at == 0 else ""
            items = "".join(f"<li>{lever}</li>" for lever in levers) if at == 0 else ""
            lines.append(f"<tr>{span}<td>{action}</td><td><ul>{items}</ul></td></tr>")
    return "\n".join([*lines, "</table>"])


def flattened(table: list[Row], style: Style, *, by_row: bool = False) -> str:
    """Cell by cell, each wrapped at the width of its column, a blank line after each value.

    Args:
        table: the rows.
        style: how to print them.
        by_row: whether all actions of a row stand in one cell, before all its levers; otherwise
            each action has its levers beside it.
    """
    head = [f"{style.head[0]} {style.head[1]} ", style.head[2], ""]
    body: list[tuple[str, str]] = []
    for aim, actions, levers in table:
        blocks = [(aim, style.widths[0])]
        for at, action in enumerate(actions):
            blocks.append((action, style.widths[1]))
            last = at == len(actions) - 1
            share = [] if by_row and not last else levers[at : at + 1] if not last else levers[at:]
            share = levers if by_row and last else share
            blocks += [(lever, style.widths[2]) for lever in share]
        for text, width in blocks:
            wrapped = textwrap.wrap(text, width, break_on_hyphens=False)
            body += [(aim if text != aim else "", f"{line} ") for line in wrapped]
            body += [("", "")] if style.spaced or style.parted else []
    lines, number = [*head], 21
    for at, (aim, line) in enumerate(body):
        if style.page and at and at % style.page == 0:
            lines += ["", f"{' ' * 60}{number}", style.running, ""]
            number += 1
            if style.again:
                lines += head
            if style.again == "suite":
                lines += ["(Suite)", ""]
                lines += [*textwrap.wrap(aim, style.widths[0]), ""] if aim else []
        lines.append(line)
    return "\n".join(lines)
