"""The catalogue of questions, and their answers."""

from cooperation_kg.questions.answer import Answer, show, written
from cooperation_kg.questions.catalogue import Catalogue, Parameter, Question

__all__ = ["Answer", "Catalogue", "Parameter", "Question", "show", "written"]
