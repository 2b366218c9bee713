"""The language: --lang, else PMO_LANG, else the locale, else English."""

import pytest

from pmo_advisor.cli import language


@pytest.mark.parametrize(
    ("args", "environment", "spoken"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_GB"}, "zh"),
        ([], {"PMO_LANG": "zh", "LANG": "en_GB"}, "zh"),
        ([], {"PMO_LANG": "zh-CN"}, "zh"),
        ([], {"PMO_LANG": "fr", "LANG": "zh_CN"}, "zh"),
        (["--lang", "en"], {"PMO_LANG": "zh"}, "en"),
        (["ask", "--lang=zh", "--help"], {}, "zh"),
        (["--lang", "fr"], {"PMO_LANG": "zh"}, "zh"),
        (["ask", "--", "--lang", "zh"], {}, "en"),
        (["--lang"], {}, "en"),
    ],
)
def test_language(args, environment, spoken):
    assert language.resolve(args, environment) == spoken
