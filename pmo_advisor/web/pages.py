"""Pages: templates in a sandbox, in the reader's language, everything printed is escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.render import LANG_TAGS, shipped_templates
from pmo_advisor.reports.typography import THIN_SPACE, kept_whole, quoted, spaced
from pmo_advisor.web.csrf import CSRF_COOKIE, CSRF_FIELD, csrf_token, masked
from pmo_advisor.web.service import Service

STATIC = Path(__file__).parent / "static"
LANG_COOKIE = "pmo_lang"
A_YEAR = 365 * 24 * 3600


class Pages:
    """Renders the templates in ``templates/web``."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._environments = {lang: _environment(lang) for lang in LANGS}
        self.stylesheet = _stylesheet(self._environments["en"], service.brand)

    def page(
        self, request: Request, name: str, /, *, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A whole page, with the cookie that its forms are held against.

        A page that gives back what was typed and cannot be kept stands at no address: without
        scripts the other language would lose it.
        """
        token = csrf_token(request)
        values = {"typed_here": status in (409, 422)} | values
        response = HTMLResponse(self.part(request, name, token=token, **values), status)
        secure = self._service.settings.secure
        response.set_cookie(
            CSRF_COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/"
        )
        return response

    def part(self, request: Request, name: str, /, *, token: str = "", **values: Any) -> str:
        """A page or a piece of one as text. ``here`` is where it can be read on in the other
        language: its own path unless it says otherwise, None where there is no such place.
        """
        lang = language(request)
        plain = {"here": request.url.path, "typed_here": False} | values
        return self.shared(
            name,
            lang,
            other_lang=next((one for one in _offered(request) if one != lang), None),
            csrf_field=CSRF_FIELD,
            csrf=masked(token or csrf_token(request)),
            static=static_path,
            style=f"/style-{_short(self.stylesheet.encode())}.css",
            **plain,
        )

    def shared(self, name: str, lang: Lang, /, **values: Any) -> str:
        """A piece of a page that is the same for all who read that language: it has no forms."""
        template = self._environments[lang].get_template(f"web/{name}.html.j2")
        return template.render(
            say=lambda message, **named: self.say(lang, message, **named),
            lang=lang,
            lang_tag=LANG_TAGS[lang],
            **values,
        )

    def say(self, lang: Lang, message: str, /, **values: object) -> str:
        """The text ``web.<message>``; a message that names its room is said as it is."""
        texts = self._service.texts
        return texts.say(message if message in texts else f"web.{message}", lang, **values)


def offer(request: Request, languages: tuple[Lang, ...]) -> None:
    """From here on, speak only these languages to whoever asks: those of the room they are in."""
    request.state.languages = languages


def language(request: Request) -> Lang:
    """The reader's language: as they switched it, else as their browser asks, else the first.

    Only a language that is offered; without a word of that, all are.
    """
    offered = _offered(request)
    wanted = request.headers.get("accept-language", "").lower()
    asked = sorted((one for one in LANGS if one in wanted), key=wanted.find)
    held = (request.query_params.get("lang"), request.cookies.get(LANG_COOKIE))
    found = (one for wish in (*held, *asked) for one in offered if one == wish)
    return next(found, offered[0])


def _offered(request: Request) -> tuple[Lang, ...]:
    offered: tuple[Lang, ...] = getattr(request.state, "languages", LANGS)
    return offered


@cache
def static_path(name: str) -> str:
    """The address of a static file, which changes with its content."""
    return f"/static/{_short((STATIC / name).read_bytes())}/{name}"


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def typeset(text: str, lang: Lang) -> str:
    """The text as a typesetter of that language writes it."""
    return kept_whole(spaced(text, THIN_SPACE) if lang == "zh" else quoted(text))


def _environment(lang: Lang) -> ImmutableSandboxedEnvironment:
    def finalize(value: object) -> object:
        return typeset(value, lang) if type(value) is str else value

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(shipped_templates())]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _stylesheet(environment: ImmutableSandboxedEnvironment, brand: Brand) -> str:
    return environment.get_template("web/web.css.j2").render(brand=brand)
