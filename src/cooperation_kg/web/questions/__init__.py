"""The catalogue of questions on the web: a list, and for each question a page and a REST route."""

from cooperation_kg.web.questions.routes import questions_router

__all__ = ["questions_router"]
