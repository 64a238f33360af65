"""Bodies of governance: their name, level, rhythm of meetings, members and duties.

Governance is read where the text speaks of it: under headings such as « Pilotage » and
« Gouvernance », and after sentences that announce bodies; in a document without any of these,
everywhere outside the plan. There a body is one that a paragraph or an item of a list is about, or
that a sentence sets up. What follows belongs to it while sentences speak of « il », « elle », « ce
comité » or name it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.bodies import (
    Level,
    Name,
    find_names,
    level_of,
    read_rhythm,
    same_body,
)
from cooperation_kg.extraction.body_drafts import BodyDraft, merged
from cooperation_kg.extraction.members import read_duties, read_listed, read_members
from cooperation_kg.extraction.passages import Flow, Paragraph, Region, flow, plan_lines
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.model import Body
from cooperation_kg.records.values import Frequency, Stated

__all__ = ["read_governance"]

_OPENS = re.compile(
    r"\b(?:pilotage|gouvernance|instances?|comitologie|comités?|animation\s+et\s+suivi"
    r"|suivi(?:\s+(?:de|du|des|et)\b|\s*[,.:–-]|$)|mise\s+en\s+(?:place|œuvre)\s+(?:de|du)\s+(?:la|contrat)"
    r"|mise\s+en\s+(?:place|œuvre)\s*$|organisation\s+et\s+suivi|schéma\s+d['’]organisation|conseils?\s+citoyens?)",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:durée|résiliation|modification|communication|évaluation|signatures?|signataires|annexes?"
    r"|engagements?\s+financiers|ressources|moyens|financement|budget|litiges?|glossaire|axe\s+\w+"
    r"|priorités|orientations?|préambule|participation\s+des\s+habitants|délibération|objectifs?"
    r"|entrée\s+en\s+vigueur|sommaire|confidentialité|assurances?|quartiers|textes)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:instances?|comités?|niveaux)\b[^.\n]{0,90}(?::|mises?\s+en\s+place|institu|suivante?s?)"
    r"|\bmettre\s+en\s+place\s+des\s+instances\b|\bs['’]appuie\s+(?:également\s+)?sur\s+\w+\s+instances",
    re.IGNORECASE,
)
_SETS_UP = re.compile(
    r"(?:\b(?:créé?e?|crée|instaur\w+|constitu\w+|institu\w+|mise?s?\s+en\s+place|met\s+en\s+place"
    r"|mettent\s+en\s+place|s['’]appuie(?:nt)?\s+(?:également\s+)?sur|coordonner\w*|coordonne\w*"
    r"|install\w+|stabilis\w+|renforc\w+|réuni\w+\s+dans|organis(?:e|ent|era|eront|ée?s?)\b|seront\s+animés|(?:assur|anim)ée?s?\s+par)\b[^.;:]{0,30})$",
    re.IGNORECASE,
)
_SUBJECT_VERB = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:[^,.;:]{0,60},\s*)?"
    r"(?:composée?s?|constituée?s?|formée?s?|rassembl\w+|réuni\w*|regroup\w+|co-?présidée?s?|présidée?s?"
    r"|animée?s?|co-?animée?s?|se\b|s['’]|est|sont|sera|seront|a\b|ont|qui|fédér\w+|chargée?s?|associ\w+"
    r"|arrêt\w+|valid\w+|pilot\w+|assur\w+|suit|définit|veill\w+|prépar\w+|examin\w+|propos\w+|pour\b"
    r"|permet\w*|visant|à\s+l\w+\s+particip\w+|particip\w+|intervien\w+|coordonn\w+|auquel|procéd\w+"
    r"|avec\b|au\s+moins|concern\w+|,|:|;|présente?s?|instituée?s?|élargi\w*|dont\b|peut\b|peuvent\b|pourr\w+|doit\b|doivent\b|[–—-]\s|\.?\s+(?:(?:co)?présid|form|compos|anim)\w+\s"
    r"|retrouv\w+|tient\b|tienn\w+|décid\w+|compt\w+|compr\w+|instrui\w+|rend\w*\b|donn\w+|rédig\w+"
    r"|approuv\w+|orient\w+|contrôl\w+|analys\w+|élabor\w+|accueill\w+|associ\w+|discut\w+)",
    re.IGNORECASE,
)
_IS_COMPOSED = re.compile(
    r"\s+(?:est|sont|sera|seront)\s+(?:composée?s?|constituée?s?|formée?s?)\b|\s+se\s+réuni",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:article\s+)?\d+(?:\.\d+)*\s?[.):–-]*\s+|[a-z]\s?[.):–-]\s+|[ivx]+\s?[.):–-]\s+)?(?:(?:au\s+niveau|pour|à|sur\s+le\s+plan|en)\s[^,.;:]{2,60},\s*"
    r"|(?:co-?)?(?:présidée?s?|composée?s?|animée?s?|pilotée?s?|placée?s?)\s[^.;:\n]{3,140},\s*)?"
    r"(?:(?:un|une|des|les?|la|l['’]|ce|cette|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\s*)?$",
    re.IGNORECASE,
)
_NEAR = 160
_LONGEST = 6000  # no sentence is longer: what is has lost its full stops
_GATHERS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*qui\s+(?:réuni|rassembl|regroup)\w+\s+(?:l[ea]s?\s|l['’]|des\s|\w+\s+)"
)
_BEGINS_ANEW = re.compile(
    r"\s+(?:Ils?|Elles?|L[ea]s?|L['’](?=\w)|Ce|Cette|Une?|Composée?s?|Composition|Membres|Présidence|Y|Sa|Son)(?:\s|(?<=['’]))"
)
_PRONOUN = re.compile(
    r"^(?:il|elle|ils|elles|celui-ci|celle-ci|ces\s+(?:groupes|réunions|rencontres|séminaires|instances)"
    r"|cette\s+(?:instance|commission|direction|équipe|revue|conférence|cellule)|ce\s+(?:comité|groupe|binôme)"
    r"|son|sa|outre|(?:co-?)?(?:composée?s?|présidée?s?|animée?s?)|réunissant|rassemblant|regroupant"
    r"|y\s+(?:siègent|participent)|sont\s+membres)\b"
    r"|^(?:composition|membres|participants|présidence|animation|secrétariat|périodicité|fréquence"
    r"|rythme|réunions?|missions?|rôles?|objet|objectifs?)\s*:",
    re.IGNORECASE,
)
_LOCAL_SCALE = re.compile(
    r"(?:à\s+l['’]échelle\s+(?:des?|du)\s+|au\s+niveau\s+|échelon\s+)(?:arrondissements?|quartiers?|local"
    r"|territoires?|communes?|communal)",
    re.IGNORECASE,
)
_WIDE_SCALE = re.compile(
    r"(?:à\s+l['’]échelle\s+|au\s+niveau\s+|échelon\s+)(?:de\s+(?:la|l['’])|du|parisien|métropolitain|départemental"
    r"|politique|technique|intercommunal)",
    re.IGNORECASE,
)


def read_governance(
    reading: Reading,
    parts: Sequence[Region] = (),
    authorities: Authorities | None = None,
    context: Iterable[str] = (),
) -> tuple[Body, ...]:
    """The bodies of governance, in the order of the document.

    Args:
        reading: the document.
        parts: its outline; nothing inside the plan is governance of the text.
        authorities: who a member may be.
        context: keys of the parties.
    """
    text = flow(reading)
    around = tuple(context)
    plan = plan_lines(parts)
    for excluded in [plan, []] if plan else [plan]:  # an outline may take in what is no plan
        drafts: list[BodyDraft] = []
        for run in _runs(text, excluded):
            drafts += _Run(text, authorities, around).read(run)
        bodies = [_body(text, draft) for draft in merged(drafts)]
        if any(bodies):
            return tuple(body for body in bodies if body is not None)
    return ()


def _runs(text: Flow, plan: list[range]) -> Iterator[list[Paragraph]]:
    """The runs of paragraphs that are about governance."""
    run: list[Paragraph] = []
    found = False
    for paragraph in text.paragraphs:
        words = text.text[paragraph.start : paragraph.end]
        if any(paragraph.line in lines for lines in plan):
            heading = closes = True
        else:
            heading = paragraph.heading and not words.rstrip().endswith(":") and len(words) < 120
            closes = bool(_CLOSES.search(words)) or not run
        announces = bool(_ANNOUNCES.search(words)) and len(words) < 500 and not heading
        opens = (heading and _is_heading(words)) or announces
        if opens and not any(paragraph.line in lines for lines in plan):
            run.append(paragraph)
        elif run and heading and closes and not _is_name(text, paragraph):
            found = True
            yield run
            run = []
        elif run:
            run.append(paragraph)
    if run:
        found = True
        yield run
    if not found:
        yield [p for p in text.paragraphs if not any(p.line in lines for lines in plan)]


def _is_heading(words: str) -> bool:
    listed = re.search(r"\.{4}|\.\s\.\s\.", words)
    return bool(_OPENS.search(words)) and not listed and not re.search(r"\d\s*$", words)


def _is_name(text: Flow, paragraph: Paragraph) -> bool:
    """Whether a heading is the name of a body."""
    name = next(find_names(text.text, paragraph.start, paragraph.end), None)
    return name is not None and bool(_LEAD.match(text.text[paragraph.start : name.start]))


class _Run:
    """The reading of one run of paragraphs."""

    def __init__(
        self, text: Flow, authorities: Authorities | None, context: tuple[str, ...]
    ) -> None:
        self.text = text
        self.authorities = authorities
        self.context = context
        self.drafts: list[BodyDraft] = []
        self.current: BodyDraft | None = None
        self.local = False

    def read(self, run: Sequence[Paragraph]) -> list[BodyDraft]:
        for at, paragraph in enumerate(run):
            words = self.text.text[paragraph.start : paragraph.end]
            if _LOCAL_SCALE.search(words[:80]):
                self.local = True
            elif _WIDE_SCALE.search(words[:80]):
                self.local = False
            sentences = list(self.text.sentences(paragraph.start, paragraph.end))
            for index, (start, end) in enumerate(sentences):
                first = index == 0
                following = run[at + 1 :] if index == len(sentences) - 1 else ()
                self._sentence(paragraph, start, end, following, first=first)
        return self.drafts

    def _sentence(
        self,
        paragraph: Paragraph,
        start: int,
        end: int,
        following: Sequence[Paragraph],
        *,
        first: bool,
    ) -> None:
        if end - start > _LONGEST:
            return
        names = list(find_names(self.text.text, start, end))
        subject = self._subject(paragraph, names, start, end, first=first)
        if names and names[0].article == "ces" and (several := self._all_of(names[0])):
            for one in several:
                self._tell(one, start, end, following)
            return
        if subject is not None:
            self.current = subject
        elif first and not paragraph.bullet and not _PRONOUN.match(self.text.text[start:end]):
            self.current = None
        set_up = [
            name
            for name in names
            if (self.current is None or name.start > self.current.name.start)
            and self._is_set_up(name, start)
        ]
        stop = set_up[0].start if set_up else end
        anew = subject and names and _BEGINS_ANEW.match(self.text.text, names[0].end, end)
        told = names[0].end if anew else start
        self._tell(self.current, told, stop, following if stop == end else ())
        for name in set_up:
            other = self._known(name) or self._add(name, paragraph)
            if not other.told and len(name.text) > len(other.name.text):
                other.name, other.line = name, paragraph.line  # the full name is the body's
            self._tell(
                other,
                start if self._tells_all(name, stop, end) else name.start,
                end,
                following,
                own=True,
            )

    def _tells_all(self, name: Name, stop: int, end: int) -> bool:
        """Whether the whole sentence is about a body that it sets up."""
        return (stop > end - 200 and name.loose) or bool(_GATHERS.match(self.text.text, name.end))

    def _subject(
        self, paragraph: Paragraph, names: Sequence[Name], start: int, end: int, *, first: bool
    ) -> BodyDraft | None:
        """The body a sentence is about: named at its beginning."""
        taken_up = self._taken_up(names, end)
        if taken_up is not None:
            return taken_up
        if not names or not _LEAD.match(self.text.text[start : names[0].start]):
            return None
        name = names[0]
        rest = self.text.text[name.end : end]
        alone = not rest.strip(" .:;,")
        titled = _BEGINS_ANEW.match(rest)
        if _is_several(name) or not (alone or titled or _SUBJECT_VERB.match(rest)):
            return None
        known = self._known(name)
        if known is not None and not self._is_fresh(name, known, first=first):
            return known
        if name.article in ("ce", "cette", "cet", "ces"):
            return self.current
        introduced = name.new and bool(name.article) and not alone
        bare = alone and paragraph.heading and name.text.casefold().startswith("instance")
        return None if bare or (name.loose and not introduced) else self._add(name, paragraph)

    def _is_fresh(self, name: Name, known: BodyDraft, *, first: bool) -> bool:
        """Whether « un comité » at the beginning of a paragraph is another one of that name."""
        other = known.told or known.name.text.casefold() != name.text.casefold()
        return name.article in ("un", "une") and first and bool(other)

    def _taken_up(self, names: Sequence[Name], end: int) -> BodyDraft | None:
        """A known body whose composition or meetings a sentence tells, wherever it stands in it."""
        for name in names:
            known = self._known(name)
            if known is not None and _IS_COMPOSED.match(self.text.text, name.end, end):
                same = known.name.text.casefold() == name.text.casefold()
                if same and name.article not in ("un", "une"):
                    return known
        return None

    def _all_of(self, name: Name) -> list[BodyDraft]:
        """« Ces groupes de travail »: the bodies of that name which one list sets up."""
        listed = [draft for draft in self.drafts if draft.headed and draft.name.new]
        alike = [draft for draft in listed if same_body(draft.name.text, name.text)]
        return alike if len(alike) > 1 else []

    def _known(self, name: Name) -> BodyDraft | None:
        """The body that a name takes up again: the latest that can have it."""
        for draft in reversed(self.drafts):
            if same_body(draft.name.text, name.text):
                return draft
        return None

    def _add(self, name: Name, paragraph: Paragraph) -> BodyDraft:
        draft = BodyDraft(name, paragraph.line, self.local, paragraph.bullet or paragraph.heading)
        met = re.search(r"\savec\s", name.text)
        if met:
            span = name.start + met.end(), name.end
            draft.members += read_listed(self.text, *span, self.authorities, self.context)
        self.drafts.append(draft)
        return draft

    def _is_set_up(self, name: Name, start: int) -> bool:
        """Whether a sentence about something else sets up this body."""
        if not name.article or _is_several(name):
            return False
        if _GATHERS.match(self.text.text, name.end):
            return True
        lead = self.text.text[max(start, name.start - 40) : name.start]
        if name.loose and not re.search(r"réuni\w+\s+dans\s+une\s+$", lead):
            return False
        if re.search(r":\s+(?:les?|la|une?|des)\s+$", lead):
            return True
        before = re.sub(
            r"(?:\bde\s+|d['’])?(?:un|une|des|les|la|le|l['’]|deux|trois)?\s*$", "",
            self.text.text[max(start, name.start - _NEAR) : name.start], flags=re.IGNORECASE,
        )  # fmt: skip
        return bool(_SETS_UP.search(before))

    def _tell(
        self,
        draft: BodyDraft | None,
        start: int,
        end: int,
        following: Sequence[Paragraph],
        *,
        own: bool = False,
    ) -> None:
        """Adds what a sentence says of a body."""
        if draft is None:
            return
        wider = re.search(r"\bs['’]élargi\w*", self.text.text[start:end])
        rhythm = None if wider else read_rhythm(self.text.text, start, end)
        vague = draft.rhythm is None or (
            draft.rhythm.per_year is None and rhythm is not None and rhythm.per_year is not None
        )
        draft.rhythm = rhythm if rhythm is not None and vague else draft.rhythm
        members = read_members(self.text, start, end, following, self.authorities, self.context)
        draft.members += members
        if not own:
            draft.duties += read_duties(self.text, start, end)


def _is_several(name: Name) -> bool:
    """« les instances de pilotage » are bodies in general, not one of them."""
    return name.text.casefold().startswith("instances")


def _body(text: Flow, draft: BodyDraft) -> Body | None:
    name = text.stated(
        draft.name.start, draft.name.end, Stated, confidence=0.9 if draft.told else 0.6,
        method="a body named where the text speaks of governance",
    )  # fmt: skip
    if name is None or (not draft.told and draft.name.loose):
        return None
    rhythm = draft.rhythm
    frequency = (
        text.stated(
            rhythm.start, rhythm.end, Frequency, per_year=rhythm.per_year, at_least=rhythm.at_least,
            confidence=0.95 if rhythm.per_year else 0.8, method="how often a body meets",
        )
        if rhythm
        else None
    )  # fmt: skip
    members = " ".join(member.text for member in draft.members)
    level: Level = level_of(draft.name.text, members, local=draft.local)
    return Body(
        name=name,
        level=level,
        frequency=frequency,
        members=tuple(draft.members),
        duties=tuple(draft.duties),
        absent_frequency=frequency is None,
    )
