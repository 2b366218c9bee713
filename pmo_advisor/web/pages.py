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
from pmo_advisor.reports.render import shipped_templates
from pmo_advisor.reports.typography import THIN_SPACE, kept_whole, quoted, spaced
from pmo_advisor.web.guard import CSRF_COOKIE, CSRF_FIELD, csrf_token
from pmo_advisor.web.service import Service

STATIC = Path(__file__).parent / "static"
LANG_COOKIE = "pmo_lang"
LANG_TAGS = {"zh": "zh-CN", "en": "en-GB"}
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
        """A whole page, with the cookie that its forms are held against."""
        token = csrf_token(request)
        response = HTMLResponse(self.part(request, name, token=token, **values), status)
        secure = self._service.settings.secure
        response.set_cookie(
            CSRF_COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/"
        )
        return response

    def part(self, request: Request, name: str, /, *, token: str = "", **values: Any) -> str:
        """A page or a piece of one as text."""
        lang = language(request)
        return self.shared(
            name,
            lang,
            other_lang="en" if lang == "zh" else "zh",
            here=request.url.path,
            csrf_field=CSRF_FIELD,
            csrf=token or csrf_token(request),
            static=static_path,
            style=f"/style-{_short(self.stylesheet.encode())}.css",
            **values,
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


def language(request: Request) -> Lang:
    """The reader's language: as they switched it, else as their browser asks, else Chinese."""
    held = request.query_params.get("lang") or request.cookies.get(LANG_COOKIE)
    if held in LANGS:
        return "en" if held == "en" else "zh"
    wanted = request.headers.get("accept-language", "").lower()
    places = {lang: wanted.find(lang) for lang in LANGS if lang in wanted}
    return min(places, key=lambda one: places[one]) if places else "zh"


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
