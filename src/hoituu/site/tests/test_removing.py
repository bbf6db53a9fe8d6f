"""The demo goes as a whole."""

from hoituu.site.demo.removing import remove_folder


def test_the_folder_is_gone_and_its_neighbours_stay(tmp_path):
    for name in ("demo", "real"):
        (tmp_path / name / "blobs").mkdir(parents=True)
    remove_folder(tmp_path / "demo")
    assert [path.name for path in tmp_path.iterdir()] == ["real"]
