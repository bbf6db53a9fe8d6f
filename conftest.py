import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path_factory, monkeypatch):
    """Give every test a data folder of its own."""
    settings.HOITUU_DATA = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("HOITUU_DATA", str(settings.HOITUU_DATA))
    return settings.HOITUU_DATA


class QueryInTemplate(AssertionError):
    """A template asked the database for something its view should have handed over."""


@pytest.fixture(autouse=True)
def templates_ask_nothing(monkeypatch):
    from django.db import connection
    from django.template.response import SimpleTemplateResponse

    render = SimpleTemplateResponse.render

    def refuse(execute, sql, params, many, context):
        raise QueryInTemplate(sql)

    def quiet_render(self):
        with connection.execute_wrapper(refuse):
            return render(self)

    monkeypatch.setattr(SimpleTemplateResponse, "render", quiet_render)


@pytest.fixture
def shared(pytestconfig):
    """The folder of shared examples; a test that asks for it is skipped, with a line, without."""
    beside = pytestconfig.rootpath.parent / "shared"
    folder = Path(os.environ.get("HOITUU_TEST_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip("no ../shared here and no HOITUU_TEST_SHARED: shared examples not run")
    return folder
