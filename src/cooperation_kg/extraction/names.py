"""Names in a sentence: how French prints organisations, kinds of partners, places and schemes.

A name begins at a noun that says what it is (« association », « porte », « plan ») or at a capital,
and goes on by adjectives and complements (« Comité départemental du tourisme », « EPT Grand-Orly
Seine Bièvre », « communes du Val-de-Marne »). What the authorities know is read whole and decides
what it is; what they do not know is decided by its head and, later, by the sentence around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast

from cooperation_kg.authorities.resolver import fold
from cooperation_kg.extraction.lexicon import ACRONYM, Lexicon, Name, NameKind, abbreviates
from cooperation_kg.extraction.nouns import (
    ADJECTIVE,
    APPOSED,
    HEADS,
    NO_NAMES,
    PURPOSED,
    QUALIFIERS,
    ROUTE,
    UNSAID,
    WATERS,
    singular,
)

__all__ = ["find_names"]


_TOKEN = re.compile(
    r"(?:[dlns]|qu)'(?=\w)|\d+(?:[ .,]\d+)*(?:er|e|ème|è)?(?!\w)|\w+(?:['&.-]\w+)*|[^\w\s]",
    re.IGNORECASE,
)
_OF = frozenset(("de", "du", "des", "d'"))
_ARTICLE = frozenset(("la", "le", "les", "l'"))
_FOREIGN = frozenset(("and", "of", "&", "for", "the", "-"))
_ROMAN = re.compile(r"[IVX]{1,5}|\d{1,3}(?:er|e|ème|è)?")
_DEMONYM = re.compile(r".+(?:iens?|iennes?|aises|oises)$")
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) > len(letters) / 2

    @property
    def word(self) -> bool:
        return self.text[0].isalpha() and not self.text.endswith("'")


def find_names(text: str, lexicon: Lexicon) -> tuple[Name, ...]:
    """The names of a sentence, from left to right, none inside another."""
    return tuple(_Scanner(text, lexicon).names())


class _Scanner:
    """Reads one sentence from left to right."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]

    def names(self) -> list[Name]:
        found: list[Name] = []
        at = 0
        while at < len(self.tokens):
            name, after = self._at(at)
            if name is not None:
                found.append(name)
            at = after
        return found

    def _at(self, at: int) -> tuple[Name | None, int]:
        token = self.tokens[at]
        if token.text == "«":
            return self._quoted(at)
        if not token.word:
            return None, at + 1
        route = ROUTE.match(self.text, token.start)
        if route:
            return self._made(at, self._after(route.end()), "infrastructure")
        if head := self._head(at):
            kind, length = head
            return self._headed(at, length, kind)
        if token.capital and self._is_name(at):
            return self._proper(at)
        return None, at + 1

    def _quoted(self, at: int) -> tuple[Name | None, int]:
        """A title in quotation marks is one thing, whatever names stand in it."""
        length = self._quotation(at)
        return self._made(at, at + length, "title") if length else (None, at + 1)

    def _quotation(self, at: int) -> int:
        """How many tokens a quotation that begins here has, its marks included; 0 for none."""
        for end in range(at + 1, min(at + 40, len(self.tokens))):
            if self.tokens[end].text == "»":
                return end + 1 - at
        return 0

    def _head(self, at: int) -> tuple[str, int] | None:
        """What the noun at this token says of the name it begins, the longest noun first."""
        for length in (3, 2, 1):
            words = " ".join(singular(fold(t.text)) for t in self.tokens[at : at + length])
            if len(self.tokens) >= at + length and words in HEADS:
                return HEADS[words], length
        return None

    def _headed(self, at: int, length: int, kind: str) -> tuple[Name | None, int]:
        plural = fold(self.tokens[at].text) != singular(fold(self.tokens[at].text))
        capital = self.tokens[at].capital and at > 0
        end = self._tail(at + length, kind, many=plural)
        if kind == "organisation":
            end = self._abbreviated(at, end)
            if not plural and self._stands_beside(at, length):
                end = self._paired(end)
        printed = self.tokens[at:end]
        named = any(t.capital or t.text == "«" for t in printed[length:])
        known = self._known(at, max(end, at + length))
        if known is not None and (kind == "facility" or known.settled):
            return known, self._after(known.end)
        if (
            kind != "vague"
            and end == at + length
            and singular(fold(printed[-1].text)) in UNSAID
            and not capital
        ):
            some = at > 0 and fold(self.tokens[at - 1].text) in ("plusieurs", "quelques", "autres")
            kind = "category" if some and plural else "vague"
        elif kind != "vague" and self._of_the_parties(printed):
            kind = "own"
        elif kind == "organisation" and plural and not printed[0].acronym:
            kind = "category"
        elif kind == "organisation":
            named = named or capital or end > at + length + 1 or printed[0].acronym
            return self._made(at, end, kind, apposed=length) if named else (None, end)
        elif kind not in ("category", "vague") and not (named or (capital and end > at + length)):
            return None, at + length
        elif kind in ("place", "infrastructure") and capital and plural:
            kind = "facility"  # « Voies navigables de France » is no waterway
        return self._made(at, end, kind)

    def _of_the_parties(self, printed: list[_Token]) -> bool:
        """« services de la Ville » are the party itself; a service with its own name is not."""
        words = fold(" ".join(t.text for t in printed)).split()
        if not words or singular(words[0]) not in ("service", "direction", "elu", "maire"):
            return False
        rest = " ".join(words[1:])
        bare = re.sub(r"^(?:(?:de|du|des|d|la|l|le|les|deux)\s+)+", "", rest)
        return rest != bare and (bare in self.lexicon.own or bare.startswith("collectivite"))

    def _proper(self, at: int) -> tuple[Name | None, int]:
        end = self._run(at)
        if end == at + 1 and end < len(self.tokens):
            after = self.tokens[end]
            if (
                not after.capital
                and ADJECTIVE.fullmatch(after.text)
                and not self.tokens[at].acronym
            ):
                end = self._tail(end, "organisation", many=False)
        return self._made(at, end, "proper")

    def _is_name(self, at: int) -> bool:
        """Whether a capital says something: not for function words, nor at the beginning."""
        token = self.tokens[at]
        folded = fold(token.text)
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        inside = at > 0 and self.tokens[at - 1].text not in "-•:?!."
        if token.text in ("Le", "La", "Les") and inside and following.capital:
            return True
        if inside and following is not token and self._known(at, at + 2):
            return True
        function = not NO_NAMES.isdisjoint((folded, folded.split(" ")[0]))
        if function or _DEMONYM.fullmatch(token.text.lower()):
            return False
        if inside or token.acronym or self._known(at, at + 1):
            return True
        verb = re.search(r"(?:er|ir|re|ant)$", token.text) is not None
        return not verb and token.text.lower() not in self.lexicon.common

    def _run(self, at: int) -> int:
        """The end of a run of capitals, with what joins them (« Voies de la Seine »)."""
        end = at + 1
        while end < len(self.tokens):
            token = self.tokens[end]
            if (token.capital and token.word and self._near(end)) or (
                _ROMAN.fullmatch(token.text) and self._near(end)
            ):
                end += 1
            elif (joined := self._joined(at, end)) > end:
                end = joined
            else:
                break
        return end

    def _joined(self, at: int, end: int) -> int:
        """Where a word that joins two capitals leads to, or `end`."""
        token, ahead = self.tokens[end], end + 1
        if token.text in _OF:
            while ahead < len(self.tokens) and self.tokens[ahead].text in _ARTICLE:
                ahead += 1
        elif token.text in ("sur", "sous", "lès", "le", "la", "les", "et"):
            return self._known_joint(at, end)
        elif token.text not in _FOREIGN:
            return end
        if ahead < len(self.tokens) and self.tokens[ahead].capital and self.tokens[ahead].word:
            return ahead + 1
        return end

    def _known_joint(self, at: int, end: int) -> int:
        """« Choisy le Roi », « Champigny sur Marne »: joined where this is a name."""
        ahead = end + 1
        if ahead >= len(self.tokens) or not self.tokens[ahead].capital:
            return end
        if self.tokens[end].text in ("sur", "sous") and fold(self.tokens[ahead].text) in WATERS:
            return ahead + 1
        joined = self.text[self.tokens[at].start : self.tokens[ahead].end]
        return ahead + 1 if self.lexicon.kind(joined) else end

    def _near(self, at: int) -> bool:
        return self.tokens[at].start - self.tokens[at - 1].end <= 1

    def _tail(self, at: int, kind: str, *, many: bool) -> int:
        """The end of what follows a head: adjectives, complements, capitals."""
        end, complements, named = at, 0, False
        first = fold(self.tokens[at - 1].text) if at else ""
        while end < len(self.tokens):
            token = self.tokens[end]
            if token.capital and token.word and self._near(end) and not named:
                end, named = self._run(end), True
            elif (
                (_ROMAN.fullmatch(token.text) and not many and self._numbered(end, named=named))
                or (kind == "event" and re.fullmatch(r"20\d\d", token.text))
                or self._qualifies(end, named=named)
            ):
                end += 1
            elif token.text == "«" and kind == "scheme":
                return end + self._quotation(end)
            elif token.text == "à" and kind in ("scheme", "infrastructure") and not named:
                ahead = self._complement(end, kind)
                if not ahead or not self.tokens[at - 1].capital:
                    break
                end, named = ahead, True
            elif token.text in _OF and complements < 3 and (ahead := self._complement(end, kind)):
                named = named or self.tokens[ahead - 1].capital
                end, complements = ahead, complements + 1
            elif token.text == "pour" and first in PURPOSED and not named and complements < 3:
                ahead = self._complement(end, kind)
                if not ahead:
                    break
                end, complements = ahead, complements + 1
            elif (end > at or self._complemented(at)) and (
                ahead := self._coordinated(end, kind, many=many, named=named)
            ):
                end = ahead
            else:
                break
        return end

    def _numbered(self, at: int, *, named: bool) -> bool:
        """« Cinémas 93 », « la ligne 10 »."""
        return self._near(at) and (named or fold(self.tokens[at - 1].text) == "ligne")

    def _qualifies(self, at: int, *, named: bool) -> bool:
        word = self.tokens[at].text
        if fold(word) in QUALIFIERS:
            return True
        return not named and word.islower() and ADJECTIVE.fullmatch(word) is not None

    def _complement(self, at: int, kind: str) -> int:
        """The end of « de la Seine », « du tourisme », or 0 where there is none."""
        ahead = at + 1
        while ahead < len(self.tokens) and self.tokens[ahead].text in _ARTICLE:
            ahead += 1
        if ahead >= len(self.tokens):
            return 0
        token = self.tokens[ahead]
        if token.capital and token.word:
            return self._run(ahead)
        if kind in ("place", "infrastructure", "event", "vague"):
            return 0
        noun = token.word and len(token.text) > 2 and fold(token.text) not in NO_NAMES
        return ahead + 1 if noun else 0

    def _coordinated(self, at: int, kind: str, *, many: bool, named: bool) -> int:
        """« et de pédagogie », « , de Somain et d'Aniche », « économique et social »; else 0."""
        if self.tokens[at].text not in ("et", ",") or at + 1 >= len(self.tokens):
            return 0
        following = self.tokens[at + 1]
        if kind in ("place", "infrastructure", "facility", "event"):
            return 0
        if following.text in _OF and (ahead := self._complement(at + 1, "organisation")):
            capital = self.tokens[ahead - 1].capital
            comma = self.tokens[at].text == ","
            if capital == named and (many if capital else not comma):
                return ahead
        before = self.tokens[at - 1].text
        pair = ADJECTIVE.fullmatch(before) and ADJECTIVE.fullmatch(following.text)
        return at + 2 if pair and following.text.islower() and before.islower() else 0

    def _known(self, at: int, end: int) -> Name | None:
        """The longest known name that begins at this token."""
        for last in range(min(at + _LONGEST, len(self.tokens)), end - 1, -1):
            start, stop = self.tokens[at].start, self.tokens[last - 1].end
            if not self.tokens[last - 1].text[-1].isalnum():
                continue
            if not set(",()").isdisjoint(self.text[start:stop]):
                continue
            meant = self.lexicon.kind(self.text[start:stop])
            if meant is not None:
                return Name(start, stop, meant[0], start, known=True, key=meant[1])
        return None

    def _made(self, at: int, end: int, kind: str, *, apposed: int = 0) -> tuple[Name | None, int]:
        """The name of these tokens, as the authorities know it where they do."""
        start = self.tokens[at].start
        stop = self.tokens[end - 1].end
        proper = start
        if apposed and at + apposed < end and self._stands_beside(at, apposed):
            proper = self.tokens[at + apposed].start
        known = None if kind in ("title", "own", "vague") else self._known(at, end)
        if known is not None:
            return self._opened(replace(known, proper=proper))
        meant = self.lexicon.kind(self.text[proper:stop]) if kind != "title" else None
        if meant is not None and kind in ("organisation", "proper", "category"):
            made = Name(start, stop, meant[0], proper, known=True, key=meant[1])
        else:
            made = Name(start, stop, cast(NameKind, kind), proper, key=fold(self.text[proper:stop]))
        return self._opened(made)

    def _opened(self, name: Name) -> tuple[Name, int]:
        """The name with the acronym printed after it, and the token to go on from."""
        match = ACRONYM.match(self.text, name.end)
        if match is None or name.kind in ("own", "title", "vague"):
            return name, self._after(name.end)
        initials = "".join(word[0] for word in fold(self.text[name.proper : name.end]).split())
        if len(initials) < 2 or not abbreviates(fold(match[1]), initials):
            return name, self._after(name.end)
        return replace(name, acronym=match[1].strip(), until=match.end()), self._after(match.end())

    def _complemented(self, at: int) -> bool:
        """Whether the head that ends here holds a complement (« centre de formation »)."""
        return at > 1 and self.tokens[at - 2].text in _OF

    def _abbreviated(self, at: int, end: int) -> int:
        """Where the name goes on to the acronym that abbreviates it (« … pédestre (CDRP) »)."""
        for ahead in range(end + 1, min(end + 6, len(self.tokens))):
            if self.tokens[ahead].text in ",;:.":
                break
            if self.tokens[ahead].text == "(" and ahead + 1 < len(self.tokens):
                words = fold(self.text[self.tokens[at].start : self.tokens[ahead].start]).split()
                initials = "".join(word[0] for word in words)
                acronym = self.tokens[ahead + 1]
                short = acronym.acronym and abbreviates(fold(acronym.text), initials)
                return ahead if short else end
        return end

    def _paired(self, end: int) -> int:
        """« l'association Rencontres et Partages »: one is said, so the pair is its name."""
        if end + 1 >= len(self.tokens) or self.tokens[end].text != "et":
            return end
        after = self.tokens[end + 1]
        noun = after.word and not after.acronym and fold(after.text) not in NO_NAMES
        return self._run(end + 1) if noun else end

    def _stands_beside(self, at: int, length: int) -> bool:
        """« association Orbival »: a common noun, and a name that needs it not."""
        if at + length >= len(self.tokens):
            return False
        head, after = self.tokens[at], self.tokens[at + length]
        return fold(head.text) in APPOSED and head.text.islower() and after.capital

    def _after(self, position: int) -> int:
        """The first token that begins at or after a character."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < position:
                low = middle + 1
            else:
                high = middle
        return low
