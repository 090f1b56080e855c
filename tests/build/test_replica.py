"""Promise: a replica serves what was published, whole, and the last good one when it cannot."""

import os
import shutil

import fsspec
import pytest

from kit.store import building, builds, replica
from kit.store.paths import OPEN, Collection


@pytest.fixture
def builder(demonstration_store, tmp_path):
    """The machine that builds: the demonstration, with a store of its own to publish from."""
    built = Collection("demonstration", demonstration_store / "demonstration")
    path = building.open_path(built)
    own = Collection("demonstration", tmp_path / "builder")
    (own.served / OPEN).mkdir(parents=True)
    part = tmp_path / "part"
    shutil.copyfile(path, part)
    builds.publish({part: own.served / OPEN / path.name}, own)
    return own


@pytest.fixture
def other(tmp_path):
    """Another machine, with nothing on it."""
    return Collection("demonstration", tmp_path / "replica")


@pytest.fixture(params=["folder", "s3"])
def storage(request, tmp_path, monkeypatch):
    """Shared storage: a folder, and an object store (moto's: a stand-in for a real server)."""
    if request.param == "folder":
        yield str(tmp_path / "shared")
        return
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    bucket = f"builds-{port}"  # moto keeps its buckets from one server to the next
    fsspec.filesystem("s3", skip_instance_cache=True).mkdir(bucket)
    yield f"s3://{bucket}/ready"
    server.stop()
    fsspec.filesystem("s3").clear_instance_cache()


def test_a_replica_takes_up_what_was_published_and_nothing_else(builder, other, storage):
    name = replica.publish(builder, storage)
    assert replica.follow(other, storage) == name
    own, theirs = building.open_path(builder), building.open_path(other)
    assert theirs.read_bytes() == own.read_bytes()
    assert not other.builds.exists(), "the private file stays where it was built"
    assert replica.follow(other, storage) == "", "what is served is not fetched again"


def test_a_build_that_is_not_as_published_is_not_taken_up(builder, other, storage):
    name = replica.publish(builder, storage)
    files, folder = replica._storage(storage, builder)
    files.pipe_file(f"{folder}/{name}", b"not what was published")
    with pytest.raises(replica.Unavailable, match="not as it was published"):
        replica.follow(other, storage)
    assert building.open_path(other) is None
    assert not list((other.served / OPEN).glob("*.part"))


def test_a_replica_goes_on_with_the_last_good_build_while_the_storage_is_away(
    builder, other, tmp_path
):
    shared = tmp_path / "shared"
    replica.publish(builder, str(shared))
    replica.follow(other, str(shared))
    shutil.rmtree(shared)
    with pytest.raises(replica.Unavailable, match="cannot be read") as why:
        replica.follow(other, str(shared))
    assert str(tmp_path) not in str(why.value)
    assert building.open_path(other).name == building.open_path(builder).name
    replica.publish(builder, str(shared))
    assert replica.follow(other, str(shared)) == ""


def test_a_build_harmed_on_the_replicas_own_disk_is_fetched_again(builder, other, tmp_path):
    shared = str(tmp_path / "shared")
    name = replica.publish(builder, shared)
    replica.follow(other, shared)
    path = other.served / OPEN / name
    path.chmod(0o600)
    path.write_bytes(b"harmed")
    os.utime(path)
    assert replica.follow(other, shared) == name
    assert building.open_path(other) == path


@pytest.mark.parametrize("name", ["../x.duckdb", "x.txt", "/etc/x.duckdb"])
def test_a_pointer_that_leads_elsewhere_is_refused(builder, other, tmp_path, name):
    shared = tmp_path / "shared"
    replica.publish(builder, str(shared))
    about = f'{{"name": "{name}", "sha256": ""}}'
    (shared / "demonstration" / "current.json").write_text(about, encoding="utf-8")
    with pytest.raises(replica.Unavailable, match="names no build"):
        replica.follow(other, str(shared))
