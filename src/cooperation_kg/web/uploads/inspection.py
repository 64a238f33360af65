"""The process that checks one upload, so that it can be stopped and leaves nothing behind.

Run as `python -m cooperation_kg.web.uploads.inspection FILE MEMORY_MB`, in the folder of the file.
It says on standard output, a JSON object a line: `{"step": …}` while it works, then either
`{"reports": {format: text}, "draft": …, "conforms": …}` or `{"refused": …}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cooperation_kg.errors import CooperationKgError
from cooperation_kg.extraction.draft import Draft, as_yaml
from cooperation_kg.graph.terms import Names
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings
from cooperation_kg.store.confinement import confine, die_with_parent
from cooperation_kg.validation import FORMATS, Watch, load_checks, render, validate_paths

__all__ = ["main"]


def main(arguments: list[str]) -> None:
    """Checks one file and says what was found."""
    file, memory_mb = Path(arguments[0]), int(arguments[1])
    die_with_parent()
    confine(memory_mb)
    drafts: list[Draft] = []
    try:
        _say({"step": "start"})
        report = validate_paths(
            [file],
            load_checks(resource("shapes"), resource("ontology")),
            resource("data"),
            Names(Settings.from_environment().base_iri),
            Watch(step=lambda step: _say({"step": step}), draft=drafts.append),
        )
    except CooperationKgError as error:
        _say({"refused": {"fr": error.words("fr"), "en": error.words("en")}})
        return
    except RecursionError:
        _say({
            "refused": {
                "fr": f"{file} : l'imbrication est trop profonde ; le simplifier",
                "en": f"{file}: it is nested too deeply; make it simpler",
            }
        })  # fmt: skip
        return
    reports = {name: {of: render(report, name, of) for of in ("fr", "en")} for name in FORMATS}
    draft = as_yaml(drafts[0]) if drafts else None
    _say({"reports": reports, "draft": draft, "conforms": report.conforms})


def _say(what: dict[str, object]) -> None:
    # What is found may name the folder it lay in, which is nobody's business.
    here = Path.cwd()
    line = json.dumps(what, ensure_ascii=False)
    for own in (here.as_uri() + "/", f"{here}/"):
        line = line.replace(own, "")
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
