"""The other texts a text names, and the other agreements it tells of."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from cooperation_kg.graph.participations import Participations
from cooperation_kg.graph.statements import Statements
from cooperation_kg.graph.terms import CKG, ELI, XSD, partial_date
from cooperation_kg.records.values import Agreement, Citation

__all__ = ["Citations"]

_RELATIONS = {
    "cites": ELI.cites,
    "based-on": ELI.based_on,
    "amends": ELI.amends,
    "replaces": ELI.repeals,
}
_TRUE = Literal("true", datatype=XSD.boolean)


class Citations:
    """Writes the citations of one document."""

    def __init__(self, statements: Statements) -> None:
        self._said = statements

    def cite(self, of: NamedNode, key: str, citation: Citation) -> None:
        """A text that `of` names: one of the graph by its id, or an external one.

        Two citations of an external text are one text only where they print the same words.
        """
        said = self._said
        node = said.node("citation", key, "Citation", citation.text)
        said.say(of, CKG.hasCitation, node)
        said.read(node, CKG.printedAs, Literal(citation.text), citation)
        said.concept(node, CKG.citationKind, "citation-kind", citation.kind)
        said.concept(node, CKG.citationRelation, "citation-relation", citation.relation)
        if citation.convention is not None:
            cited = said.names.thing("convention", citation.convention)
        else:
            cited = said.named("text", citation.text, CKG.CitedText)
            said.say(cited, CKG.isExternal, _TRUE)
            if citation.date is not None:
                said.read(cited, CKG.dated, partial_date(citation.date), citation)
        said.say(node, CKG.citedText, cited)
        said.read(said.convention, _RELATIONS[citation.relation], cited, citation)

    def agreement(self, key: str, agreement: Agreement, participations: Participations) -> None:
        """Another agreement, with those who made it."""
        said = self._said
        node = said.node("agreement", key, "Agreement", agreement.text)
        said.say(said.convention, CKG.hasAgreement, node)
        said.read(node, CKG.printedAs, Literal(agreement.text), agreement)
        for name in agreement.between:
            participations.named(node, key, name, agreement)
        if agreement.date is not None:
            said.read(node, CKG.dated, partial_date(agreement.date), agreement)
        if agreement.subject is not None:
            subject = agreement.subject
            said.read(node, CKG.subjectMatter, Literal(subject.text), subject)
