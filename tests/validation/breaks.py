"""One way to break each rule, and nothing but that rule.

What a record can say is broken in the record, by changing its text; what no record can say (a title
that is missing, a code that two have), in the graph that is made of it.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode, Quad, Store

from cooperation_kg.graph.terms import (
    CKG,
    DCTERMS,
    OA,
    ORG,
    RDF,
    RDFS,
    SKOS,
    XSD,
    Names,
    partial_date,
)

NAMES = Names()
ID = "valmont-rocbourg"
CONVENTION = NAMES.thing("convention", ID)

Edit = Callable[[Store], None]


def thing(kind: str, key: str) -> NamedNode:
    """A thing of the sample: of the convention where the key begins with a hyphen."""
    return NAMES.thing(kind, ID + key if key.startswith("-") else key)


def organisation(key: str) -> NamedNode:
    return thing("organisation", key)


def taken_out(subject: NamedNode, predicate: NamedNode, value: object = None) -> Edit:
    """Without these statements, and without the evidence of them."""

    def edit(store: Store) -> None:
        found = list(store.quads_for_pattern(subject, predicate, value))
        assert found, f"the sample does not say {predicate} of {subject}"
        for quad in found:
            store.remove(quad)
            for evidence in _evidence(store, quad):
                for selector in store.quads_for_pattern(evidence, OA.hasSelector, None):
                    _forget(store, selector.object)
                _forget(store, evidence)

    return edit


def said_besides(subject: NamedNode, predicate: NamedNode, value: object) -> Edit:
    """With one statement more, without evidence."""

    def edit(store: Store) -> None:
        store.add(Quad(subject, predicate, value))

    return edit


def said_instead(subject: NamedNode, predicate: NamedNode, value: object) -> Edit:
    """With another value, in the evidence as well."""

    def edit(store: Store) -> None:
        found = list(store.quads_for_pattern(subject, predicate, None))
        assert found, f"the sample does not say {predicate} of {subject}"
        for quad in found:
            for evidence in _evidence(store, quad):
                store.remove(Quad(evidence, RDF.object, quad.object))
                store.add(Quad(evidence, RDF.object, value))
            store.remove(quad)
        store.add(Quad(subject, predicate, value))

    return edit


def both(*edits: Edit) -> Edit:
    def edit(store: Store) -> None:
        for each in edits:
            each(store)

    return edit


def _evidence(store: Store, quad: Quad) -> list[NamedNode]:
    return [
        found.subject
        for found in store.quads_for_pattern(None, RDF.subject, quad.subject)
        if Quad(found.subject, RDF.predicate, quad.predicate) in store
        and Quad(found.subject, RDF.object, quad.object) in store
    ]


def _forget(store: Store, subject: NamedNode) -> None:
    for quad in list(store.quads_for_pattern(subject, None, None)):
        store.remove(quad)


def first_evidence(predicate: NamedNode) -> Edit:
    """Takes the property `predicate` out of one evidence."""

    def edit(store: Store) -> None:
        evidence = _evidence(store, Quad(CONVENTION, DCTERMS.title, TITLE))[0]
        for quad in list(store.quads_for_pattern(evidence, predicate, None)):
            store.remove(quad)
            if predicate == OA.hasSelector:
                _forget(store, quad.object)

    return edit


def _evidence_of_nothing(store: Store) -> None:
    evidence = _evidence(store, Quad(CONVENTION, CKG.startDate, partial_date("2020-03")))[0]
    store.add(Quad(evidence, RDF.object, Literal("autre chose")))
    store.remove(Quad(evidence, RDF.object, partial_date("2020-03")))
    # The statement keeps an evidence of its own, so that only this one is wrong.
    more = NAMES.thing("evidence", "autre")
    for quad in list(store.quads_for_pattern(evidence, None, None)):
        if quad.predicate != RDF.object:
            store.add(Quad(more, quad.predicate, quad.object))
    store.add(Quad(more, RDF.object, partial_date("2020-03")))


def _selector_backwards(store: Store) -> None:
    evidence = _evidence(store, Quad(CONVENTION, DCTERMS.title, TITLE))[0]
    selector = next(store.quads_for_pattern(evidence, OA.hasSelector, None)).object
    store.remove(next(iter(store.quads_for_pattern(selector, OA.end, None))))
    store.add(Quad(selector, OA.end, Literal("0", datatype=XSD.integer)))


TITLE = Literal("Convention entre Valmont et Rocbourg", language="fr")
AXIS = thing("axis", "-1")
ACTION = thing("action", "-3")
DEADLINE = thing("deadline", "-1")
BUDGET = thing("budget", "-3")
AMOUNT = thing("amount", "-1-budget-1")
QUANTITY = thing("quantity", "-1-1")
PILOT = thing("participation", "-3-departement-99-pilot-dem")
PARTNER = thing("participation", "-3-partner-ligue-des-berges")
SIGNATORY = thing("participation", "-departement-98-signatory-camille-exemple")
BODY = thing("body", "-comite-de-pilotage")
FREQUENCY = thing("frequency", "-comite-de-pilotage")
EPT = organisation("ept-200000001")
DVM = organisation("departement-98-dvm")
THEME = thing("theme", "cadre-de-vie")
NO_DATE = Literal("bientôt")

IN_RECORD: dict[str, tuple[str, str]] = {
    "TermInOrder": (
        'title: {text: "Protocole des berges", at: L1:0-20}\n',
        'title: {text: "Protocole des berges", at: L1:0-20}\n'
        "term:\n"
        '  start: {text: "en mars 2021", at: L9:90-102, date: 2021-03}\n'
        '  end: {text: "fin 2020", at: L9:103-111, date: 2020}\n',
    ),
    "ConventionHasParties": (
        "at: L2:32-40, organisation: departement-99}",
        "at: L2:32-40, organisation: departement-99, role: associated}",
    ),
    "BilateralHasTwoParties": (", role: associated}", "}"),
    "CountIsActual": ("what: actions, count: 3", "what: actions, count: 4"),
    "CountIsAcknowledged": (
        "what: actions, count: 3}",
        "what: actions, count: 4}\n"
        "discrepancies:\n"
        "  - kind: count\n"
        "    detail: {fr: \"Quatre, ou trois.\", en: \"Four, or three.\"}\n"
        "    statements:\n"
        "      - {text: \"trois actions\", at: L100:1560-1573}\n"
        "      - {text: \"quatre\", at: L101:1580-1586}\n",
    ),
    "DiscrepancyIsExplained": (', en: "The bridge has two names."', ""),
    "CitationLeadsToText": ("convention: berges}", "convention: bergers}"),
    "AgreementHasParties": ("between: [Valmont, Rocbourg]", "between: [Valmont]"),
    "ClauseLengthIsPositive": ("months: 36", "months: 0"),
    "DesignatedIsKnown": ("organisation: mission-des-berges", "organisation: mission-des-bois"),
    "NeighbourhoodFiguresArePositive": ("value: 1200, unit", "value: 0, unit"),
    "BodyHasFrequency": ("    absent_frequency: true\n", ""),
    "MeetingsArePositive": ("per_year: 2", "per_year: 0"),
    "SheetHasPilot": (
        "            absent:\n"
        "              - {field: pilots, text: \"Pilotes :\", at: L41:740-749}\n",
        "",
    ),
    "SheetHasDeadline": (
        "        deadline: {text: \"au démarrage\", at: L55:895-907, precision: relative}\n",
        "",
    ),
    "SheetHasBudget": (
        "        budget: {text: \"à estimer\", at: L57:915-924, kind: to-be-estimated}\n",
        "",
    ),
    "SheetHasPartners": (
        "              - {field: partners, text: \"Partenaires :\", at: L35:685-698}\n",
        "",
    ),
    "SheetHasIndicators": (
        "              - {field: indicators, text: \"Indicateurs :\", at: L36:700-713}\n",
        "",
    ),
    "NumberFollows": ('number: "3"', 'number: "4"'),
    "DeadlineInOrder": ("since: 2022, until: 2022", "since: 2022, until: 2021"),
    "DeadlineInTerm": ("since: 2022, until: 2022", "since: 2022, until: 2024"),
    "BudgetOfAmountsHasOne": ("kind: to-be-estimated", "kind: amount"),
    "AmountIsPositive": ("eur: 25000", "eur: -25000"),
    "ThemeIsKnown": ("themes: [cadre-de-vie]", "themes: [cadre-de-vue]"),
    "MentionedIsKnown": (
        "at: L28:500-519, kind: infrastructure}",
        "at: L28:500-519, kind: infrastructure, key: pont-des-trois-rives}",
    ),
    "ParticipantIsKnown": (
        "at: L58:930-946}",
        "at: L58:930-946, organisation: ligue-des-bergers}",
    ),
    "PilotIsResolved": ('text: "DEM"', 'text: "DEZ"'),
    "PilotOfAParty": (
        "at: L56:910-913, collectivity: departement-99}",
        "at: L56:910-913, collectivity: departement-99, organisation: departement-97-dvm}",
    ),
    "PilotActsForAParty": (
        '"DEM", at: L56:910-913, collectivity: departement-99}',
        '"DEM", at: L56:910-913, collectivity: departement-97, organisation: departement-99-dem}',
    ),
    "SignatoryActsForAParty": (
        "L90:1317-1327}\n    organisation: departement-98",
        "L90:1317-1327}\n    organisation: departement-97",
    ),
    "EvidenceIsAnchored": ("at: L59:950-961}", "at: L59}"),
}  # fmt: skip
"""What to change in a record of the sample: words, and the words in their place."""

IN_GRAPH: dict[str, Edit] = {
    # texts
    "HasTitle": taken_out(AXIS, DCTERMS.title),
    "HasIdentifier": taken_out(thing("axis", "-2"), DCTERMS.identifier),
    "TextHasSource": taken_out(CONVENTION, CKG.hasSource),
    "SourceIsDescribed": taken_out(thing("document", ID), RDF["type"]),
    "TermIsDated": said_instead(CONVENTION, CKG.adopted, NO_DATE),
    "DeliberationIsDated": taken_out(thing("deliberation", ID), CKG.dated),
    "CountSaysOfWhat": taken_out(thing("declared-count", "-axes-1"), CKG.countedThing),
    "CitationSaysKind": taken_out(thing("citation", "-1"), CKG.citationKind),
    "ClauseSaysKind": taken_out(thing("clause", "-notice-2"), CKG.clauseKind),
    "AcronymHasLetters": taken_out(thing("acronym", "-mcb"), CKG.acronym),
    "AcronymHasExpansion": taken_out(thing("acronym", "-mcb"), CKG.expansion),
    "ToolSaysKind": taken_out(thing("tool", "-1"), CKG.toolKind),
    "BodyHasLevel": taken_out(BODY, CKG.bodyLevel),
    # the plan
    "IsPartOfPlan": taken_out(thing("exchange", "-exchange-1.1"), CKG.isPartOf),
    "ActionHasAxis": said_instead(ACTION, CKG.isPartOf, thing("programme", ID)),
    "NumberIsUnique": said_instead(ACTION, DCTERMS.identifier, Literal("2")),
    "PrintedAs": taken_out(thing("example", "-1-1"), CKG.printedAs),
    "RowSaysSomething": both(
        *(
            taken_out(thing("commitment", "-2-1"), predicate)
            for predicate in (CKG.printedAs, CKG.hasCommittedAction, CKG.hasLever)
        )
    ),
    "DeadlineHasPrecision": taken_out(DEADLINE, CKG.precision),
    "DeadlineIsDated": said_instead(thing("deadline", "-2.1"), CKG.since, Literal("2022")),
    "BudgetHasKind": taken_out(BUDGET, CKG.budgetKind),
    "AmountHasCurrency": taken_out(AMOUNT, CKG.currency),
    "AmountHasKind": taken_out(AMOUNT, CKG.per),
    "QuantityHasValue": taken_out(QUANTITY, CKG.value),
    "QuantityHasUnit": taken_out(QUANTITY, CKG.unit),
    "AbsenceSaysOfWhat": taken_out(
        thing("absence", "-comite-technique-frequency"), CKG.absentField
    ),
    # participations
    "HasParticipant": taken_out(PARTNER, CKG.participant),
    "HasRole": taken_out(PARTNER, CKG.role),
    "HasStatus": taken_out(PARTNER, CKG.status),
    "SignatoryHasOffice": taken_out(SIGNATORY, CKG.office),
    "SignatoryActsForSomeone": taken_out(SIGNATORY, CKG.actsFor),
    "SignatoryActsForOne": said_besides(SIGNATORY, CKG.actsFor, organisation("departement-99")),
    "OrganisationIsSettled": said_besides(
        organisation("departement-99"), SKOS.editorialNote, Literal("à vérifier", language="fr")
    ),
    # evidence
    "EvidenceHasSource": first_evidence(OA.hasSource),
    "EvidenceHasLine": first_evidence(CKG.line),
    "EvidenceHasQuote": first_evidence(CKG.quote),
    "EvidenceOfAStatement": _evidence_of_nothing,
    "SelectorIsARun": _selector_backwards,
    "ValueHasEvidence": said_besides(PILOT, CKG.note, Literal("avec le maire")),
    "SourceHasDigest": said_instead(thing("document", ID), CKG.sha256, Literal("0123")),
    "SourceHasFileName": taken_out(thing("document", ID), CKG.fileName),
    # authorities
    "OrganisationHasLabel": taken_out(organisation("departement-97"), RDFS.label),
    "OrganisationHasOneName": said_besides(DVM, SKOS.prefLabel, Literal("Voirie", language="fr")),
    "SirenHasNineDigits": said_instead(EPT, CKG.siren, Literal("20000000")),
    "SirenIsUnique": said_besides(organisation("departement-97"), CKG.siren, Literal("200000001")),
    "InseeCodeIsWellFormed": said_instead(
        organisation("commune-99001"), CKG.inseeCode, Literal("9900")
    ),
    "InseeCodeIsUnique": said_instead(
        organisation("commune-99001"), CKG.inseeCode, Literal("98001")
    ),
    "ValidityInOrder": said_besides(EPT, CKG.validUntil, partial_date("2015-12-31")),
    "UnitHasOwner": taken_out(organisation("departement-98-dac"), ORG.unitOf),
    "UnitHasOneOwner": said_besides(DVM, ORG.unitOf, organisation("departement-97")),
    "AcronymIsUnique": said_besides(
        organisation("departement-98-dac"), CKG.acronym, Literal("DVM")
    ),
    "JointBodyIsShared": taken_out(
        organisation("mission-des-berges"), CKG.isJointBodyOf, organisation("departement-99")
    ),
    "EptHasSiren": taken_out(EPT, CKG.siren),
    "EptHasMembers": taken_out(EPT, CKG.hasMemberCommune, organisation("commune-98002")),
    "MemberInDepartment": said_besides(EPT, CKG.hasMemberCommune, organisation("commune-99001")),
    "MemberInTime": said_besides(
        organisation("commune-98001"), CKG.validUntil, partial_date("2015")
    ),
    "LocationHasLabel": taken_out(thing("territory", "departement-97"), RDFS.label),
    "LocatedSomewhereKnown": said_besides(
        thing("place", "pont-des-deux-rives"), CKG.isLocatedIn, thing("territory", "departement-96")
    ),
    "ThemeHasLabels": taken_out(
        THEME, SKOS.prefLabel, Literal("Living environment", language="en")
    ),
    "ThemeHasDefinitions": taken_out(
        THEME, SKOS.definition, Literal("What surrounds everyday life.", language="en")
    ),
}
"""What to change in the graph that is made of the sample."""

# The second record of the sample is in prose, as this rule tells.
IN_SAMPLE = {"ConventionNamesPilots"}
