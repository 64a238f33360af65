"""Checks of the ontology: pitfalls, fairness, profiles and consistency.

Left out, for they need a reader's judgement or a dictionary: OOPS! P01, P09, P14 to P18, P23, and
P30 but for equal labels; for they need the Web: P37 and what `fair` names.
"""

from cooperation_kg.ontology_checks import fair, pitfalls_logic, pitfalls_names, pitfalls_structure
from cooperation_kg.ontology_checks.accepted import Acceptance, Sorted, read_accepted, sort
from cooperation_kg.ontology_checks.consistency import JavaMissing, ReasonerFailed, Verdict, reason
from cooperation_kg.ontology_checks.profile_dl import owl_2_dl
from cooperation_kg.ontology_checks.profile_rl import owl_2_rl
from cooperation_kg.ontology_checks.usage import unknown_terms
from cooperation_kg.ontology_checks.view import Check, Finding, View, read

__all__ = [
    "CORE_CHECKS",
    "FAIR",
    "PITFALLS",
    "Acceptance",
    "Check",
    "Finding",
    "JavaMissing",
    "ReasonerFailed",
    "Sorted",
    "Verdict",
    "View",
    "owl_2_dl",
    "owl_2_rl",
    "read",
    "read_accepted",
    "reason",
    "sort",
    "unknown_terms",
]

PITFALLS: tuple[Check, ...] = (
    pitfalls_names.synonym_classes,
    pitfalls_names.is_relation,
    pitfalls_structure.unconnected,
    pitfalls_logic.wrong_inverse,
    pitfalls_structure.class_cycle,
    pitfalls_names.merged_concepts,
    pitfalls_names.missing_annotations,
    pitfalls_structure.missing_disjointness,
    pitfalls_structure.missing_domain_or_range,
    pitfalls_names.same_label_properties,
    pitfalls_structure.missing_inverse,
    pitfalls_logic.several_domains_or_ranges,
    pitfalls_names.label_and_definition_swapped,
    pitfalls_names.miscellaneous_class,
    pitfalls_names.mixed_naming,
    pitfalls_structure.recursive_definition,
    pitfalls_logic.inverse_of_itself,
    pitfalls_logic.inverse_of_symmetric,
    pitfalls_logic.wrong_equivalent_properties,
    pitfalls_logic.wrong_symmetric,
    pitfalls_logic.wrong_transitive,
    pitfalls_logic.wrong_equivalent_classes,
    pitfalls_names.same_label_classes,
    pitfalls_logic.chain_of_one,
    pitfalls_structure.untyped_class,
    pitfalls_structure.untyped_property,
    pitfalls_names.file_extension,
    pitfalls_structure.no_ontology,
    pitfalls_structure.ambiguous_namespace,
    pitfalls_structure.hijacked_namespace,
    pitfalls_structure.no_licence,
    pitfalls_names.circular_definition,
    pitfalls_names.negative_definition,
)
"""The pitfalls of OOPS! in their order, then two rules of the SEMIC style guide."""

CORE_CHECKS: tuple[Check, ...] = (pitfalls_structure.domain_or_range_in_core,)
"""What is asked of the light core alone."""

FAIR: tuple[Check, ...] = (
    fair.prefix,
    fair.persistent_iri,
    fair.namespace_is_id,
    fair.version_iri,
    fair.minimum_metadata,
    fair.recommended_metadata,
    fair.detailed_metadata,
    fair.licence,
    fair.provenance,
    fair.publication,
    fair.metadata_vocabularies,
    fair.vocabulary_reuse,
    fair.terms_labelled,
    fair.terms_defined,
)
"""The tests of FOOPS! that a file can pass or fail."""
