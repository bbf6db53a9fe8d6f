import os
from pathlib import Path

import pytest


@pytest.fixture
def shared(pytestconfig):
    """The folder of shared examples; a test that asks for it is skipped, with a line, without."""
    beside = pytestconfig.rootpath.parent / "shared"
    folder = Path(os.environ.get("HOITUU_TEST_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip("no ../shared here and no HOITUU_TEST_SHARED: shared examples not run")
    return folder
