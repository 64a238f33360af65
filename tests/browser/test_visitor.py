"""The visitor notices what the other tests say is not there."""

from __future__ import annotations

from visitor import Visits


def test_a_request_to_another_host_is_noticed_and_refused(visits: Visits) -> None:
    with visits() as visitor:
        visitor.go("/")
        visitor.page.evaluate(
            "() => new Promise(done => { const image = new Image(); image.onerror = done;"
            " image.src = 'http://127.0.0.1:1/x.png'; })"
        )
        assert any("Content Security Policy" in said for said in visitor.complaints)
        assert visitor.strangers() == ["http://127.0.0.1:1/x.png"]


def test_an_inline_style_and_an_inline_script_are_refused(visits: Visits) -> None:
    with visits() as visitor:
        visitor.go("/")
        visitor.page.evaluate(
            "() => { document.body.setAttribute('style', 'color: red');"
            " const script = document.createElement('script'); script.text = 'window.ran = 1';"
            " document.body.append(script); }"
        )
        assert visitor.page.evaluate("window.ran") is None
        assert len(visitor.complaints) >= 2


def test_a_barrier_is_found_in_light_and_in_dark(visits: Visits) -> None:
    with visits() as visitor:
        visitor.go("/conventions")
        visitor.page.evaluate("() => { document.querySelector('h1').style.color = '#777a7a'; }")
        visitor.page.evaluate("() => { document.querySelector('main').style.background = '#888'; }")
        assert any(found.startswith("color-contrast") for found in visitor.barriers())
        visitor.page.emulate_media(color_scheme="dark")
        assert any(found.startswith("color-contrast") for found in visitor.barriers())
        visitor.page.evaluate("() => document.querySelector('#find').labels[0].remove()")
        visitor.page.evaluate("() => document.querySelector('#find').removeAttribute('aria-label')")
        visitor.page.evaluate("() => { document.querySelector('#find').placeholder = ''; }")
        assert any(found.startswith("label") for found in visitor.barriers())
