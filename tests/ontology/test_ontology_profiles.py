"""The profile checks catch what leaves OWL 2 DL and OWL 2 RL, and nothing else."""

from __future__ import annotations

import pytest

from cooperation_kg.ontology_checks import owl_2_dl, owl_2_rl

ANNOTATION = "vann:preferredNamespaceUri a owl:AnnotationProperty . "

NOT_DL = {
    "a property of two kinds": (
        "both an object property and a data property",
        ":pilots a owl:ObjectProperty , owl:DatatypeProperty .",
    ),
    "a class that is a datatype": (
        "both a class and a datatype", ":Year a owl:Class , rdfs:Datatype ."
    ),
    "an undeclared class": (
        "declare it an owl:Class",
        ":Action a owl:Class ; rdfs:subClassOf :Plan .",
    ),
    "an undeclared class in a list": (
        "declare it an owl:Class",
        "[] a owl:AllDisjointClasses ; owl:members ( :Action :Place ) . :Action a owl:Class .",
    ),
    "an undeclared filler": (
        "declare it an owl:Class",
        """:Action a owl:Class ; rdfs:subClassOf
            [ a owl:Restriction ; owl:onProperty :hasPart ; owl:someValuesFrom :Part ] .
        :hasPart a owl:ObjectProperty .""",
    ),
    "an undeclared property": ("declare", ":a :pilots :b ."),
    "an undeclared property of a vocabulary": ("not declared", ':a dcterms:title "Axe 1" .'),
    "a statement about a statement": ("no use in OWL 2 DL", ":a rdf:subject :b ."),
    "a term of OWL redefined": ("cannot be redefined", "owl:Thing a owl:Class ."),
    "a literal of an object property": (
        "has a literal", ':pilots a owl:ObjectProperty . :a :pilots "DASES" .'
    ),
    "a thing for a data property": (
        "has no literal",
        ":title a owl:DatatypeProperty . :a :title :b .",
    ),
    "a super-property of another kind": (
        "one kind of property",
        """:pilots a owl:ObjectProperty ; rdfs:subPropertyOf :title .
        :title a owl:DatatypeProperty .""",
    ),
    "a chain through a data property": (
        "declare it one",
        """:x a owl:ObjectProperty ; owl:propertyChainAxiom ( :y :title ) .
        :y a owl:ObjectProperty .
        :title a owl:DatatypeProperty .""",
    ),
    "a date as a range": (
        "no OWL 2 datatype", ":signed a owl:DatatypeProperty ; rdfs:range xsd:date ."
    ),
    "a date in an annotation": (
        "foreign to OWL 2",
        'dcterms:created a owl:AnnotationProperty . :a dcterms:created "2026-11-21"^^xsd:date .',
    ),
    "a transitive data property": (
        "no object property", ":title a owl:DatatypeProperty , owl:TransitiveProperty ."
    ),
    "a functional property that is transitive": (
        "is functional",
        ":isIn a owl:ObjectProperty , owl:TransitiveProperty , owl:FunctionalProperty ."
    ),
    "an asymmetric property above a transitive one": (
        "is asymmetric",
        """:isWithin a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:subPropertyOf :isNear .
        :isNear a owl:ObjectProperty , owl:AsymmetricProperty .""",
    ),
    "an irreflexive inverse of a chain": (
        "is irreflexive",
        """:x a owl:ObjectProperty ; owl:propertyChainAxiom ( :y :z ) ; owl:inverseOf :w .
        :w a owl:ObjectProperty , owl:IrreflexiveProperty .
        :y a owl:ObjectProperty . :z a owl:ObjectProperty .""",
    ),
    "a counted transitive property": (
        "is counted",
        """:A a owl:Class ; rdfs:subClassOf
            [ a owl:Restriction ; owl:onProperty :isIn ; owl:maxCardinality 1 ] .
        :isIn a owl:ObjectProperty , owl:TransitiveProperty .""",
    ),
    "a chain through what it is below": (
        "not regular",
        """:isUnitOf a owl:ObjectProperty ; rdfs:subPropertyOf :belongsTo ;
            owl:propertyChainAxiom ( :belongsTo :isUnitOf ) .
        :belongsTo a owl:ObjectProperty .""",
    ),
    "two chains through each other": (
        "not regular",
        """:x a owl:ObjectProperty ; owl:propertyChainAxiom ( :y :z ) .
        :y a owl:ObjectProperty ; owl:propertyChainAxiom ( :x :z ) . :z a owl:ObjectProperty .""",
    ),
}  # fmt: skip

DL = {
    "a chain that ends in what it implies": """
        :x a owl:ObjectProperty ; owl:propertyChainAxiom ( :y :x ) .
        :y a owl:ObjectProperty , owl:TransitiveProperty .""",
    "an irreflexive property below a transitive one": """
        :isPartOf a owl:ObjectProperty , owl:IrreflexiveProperty ; rdfs:subPropertyOf :isWithin .
        :isWithin a owl:ObjectProperty , owl:TransitiveProperty .""",
    "a class that is an individual too": """
        skos:closeMatch a owl:ObjectProperty . :Text a owl:Class ; skos:closeMatch :Writing .""",
}

NOT_RL = {
    "a union above": ":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .",
    "a union as a domain": ":p rdfs:domain [ owl:unionOf ( :B :C ) ] .",
    "an existential above": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
    "an existential as a range": ":p rdfs:range [ owl:onProperty :q ; owl:someValuesFrom :B ] .",
    "a universal below": "[ owl:onProperty :p ; owl:allValuesFrom :B ] rdfs:subClassOf :A .",
    "a complement below": "[ owl:complementOf :B ] rdfs:subClassOf :A .",
    "a maximum of two": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ] .",
    "a minimum": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .",
    "an enumeration above": ":A rdfs:subClassOf [ owl:oneOf ( :x :y ) ] .",
    "everything as a range": ":p rdfs:range owl:Thing .",
    "a union in an equivalence": ":A owl:equivalentClass [ owl:unionOf ( :B :C ) ] .",
    "a deep universal below": (
        "[ owl:intersectionOf ( :B [ owl:onProperty :p ; owl:allValuesFrom :C ] ) ]"
        " rdfs:subClassOf :A ."
    ),
    "a universal kept disjoint": (
        ":A owl:disjointWith [ owl:onProperty :p ; owl:allValuesFrom :B ] ."
    ),
    "a complement in a disjointness of many": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A [ owl:complementOf :B ] ) ."
    ),
    "a disjoint union": ":A owl:disjointUnionOf ( :B :C ) .",
    "a reflexive property": ":p a owl:ReflexiveProperty .",
    "a rational number": ":p rdfs:range owl:rational .",
    "a datatype of one's own": ":Year a rdfs:Datatype .",
}

RL = {
    "a union below": "[ owl:unionOf ( :B :C ) ] rdfs:subClassOf :A .",
    "an existential below": (
        "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A ."
    ),
    "a universal above": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
    "a maximum of one": ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",
    "a complement above": ":A rdfs:subClassOf [ owl:complementOf :B ] .",
    "an intersection in an equivalence": (
        ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] ."
    ),
    "a value": ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :x ] .",
    "a string as a range": ":p rdfs:range xsd:string .",
}


@pytest.mark.parametrize("case", NOT_DL)
def test_what_leaves_owl_2_dl_is_caught(case, wrong):
    says, axioms = NOT_DL[case]
    messages = [found.message for found in owl_2_dl(wrong(ANNOTATION + axioms))]
    assert any(says in message for message in messages), messages


@pytest.mark.parametrize("case", DL)
def test_what_owl_2_dl_allows_passes(case, wrong):
    assert not list(owl_2_dl(wrong(ANNOTATION + DL[case])))


@pytest.mark.parametrize("case", NOT_RL)
def test_what_leaves_owl_2_rl_is_caught(case, wrong):
    assert list(owl_2_rl(wrong(NOT_RL[case])))


@pytest.mark.parametrize("case", RL)
def test_what_owl_2_rl_allows_passes(case, wrong):
    assert not list(owl_2_rl(wrong(RL[case])))
