"""Is this file ours, of this version, and on a disk that keeps its word? Made or migrated where it can be."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout

from rmadesk.adapters.db.faults import disk_fault, fault_of, locked
from rmadesk.adapters.db.holders import Holder
from rmadesk.domain.errors import FaultError

APPLICATION_ID = 0x524D4144
"""`RMAD` in the header of every database of ours."""
SCHEMA_REVISION = "0003"
"""The newest migration; a file at this revision is opened without loading the migration tool."""
_SET_UP_WAIT_S = 30
_SHARES = {"afpfs", "afs", "cifs", "davfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "sshfs", "webdav"}
_CLUSTERS = {"beegfs", "ceph", "glusterfs", "gvfsd-fuse", "lustre", "rclone", "s3fs"}
_NETWORK_FILE_SYSTEMS = _SHARES | _CLUSTERS
"""As they are named in a table of mounts, without the `fuse.` that some carry."""


def ensure_usable(path: Path, writer: Holder) -> None:
    """Check the file, and make or migrate it where needed. Raises FaultError `database-...`."""
    refuse_network_disk(path, _mounts())
    if _revision(path, writer) == SCHEMA_REVISION:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.set-up-lock"), timeout=_SET_UP_WAIT_S):
            revision = _revision(path, writer)
            if revision != SCHEMA_REVISION:
                from rmadesk.adapters.db.migration import migrate  # Alembic is slow to import and rarely needed

                migrate(path, revision)
    except Timeout:
        raise locked(path, writer) from None
    except OSError as error:
        raise disk_fault(error, path) from error
    except sqlite3.Error as error:
        fault = fault_of(error, path, writer)
        if fault is None:
            raise
        raise fault from error


def refuse_network_disk(path: Path, mounts: Iterable[tuple[Path, str]]) -> None:
    """SQLite's locks and syncs are not to be trusted over a network; `mounts` are (mount point, file system)."""
    home = path.resolve().parent
    holding = [(point, kind) for point, kind in mounts if home.is_relative_to(point)]
    # Of two at one point the later covers the earlier: an automounter's own, and then the share.
    kind = max(reversed(holding), key=lambda each: len(each[0].parts), default=(home, ""))[1]
    if kind.lower().removeprefix("fuse.") in _NETWORK_FILE_SYSTEMS or kind == "remote":
        raise FaultError("database-network", file=str(path), file_system=kind)


def _mounts() -> list[tuple[Path, str]]:
    import psutil  # only here, and only once a start

    return [
        (Path(mount.mountpoint), "remote" if "remote" in mount.opts.split(",") else mount.fstype)
        for mount in psutil.disk_partitions(all=True)
    ]


def _revision(path: Path, writer: Holder) -> str | None:
    """The schema revision of a database of ours; None for a file that is not there yet or is empty."""
    try:
        if not path.exists():
            return None
        if not path.is_file():  # a folder, a pipe, a device
            raise FaultError("database-cannot-open", file=str(path))
        if path.stat().st_size == 0:
            return None
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not application_id and not tables:  # set-up was cut short before its one transaction
                return None
            if application_id != APPLICATION_ID:
                raise FaultError("database-not-ours", file=str(path))
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise fault_of(error, path, writer) or FaultError("database-damaged", file=str(path)) from error
    except OSError as error:
        raise FaultError("database-cannot-open", file=str(path)) from error
    if revision > SCHEMA_REVISION:
        raise FaultError("database-newer", file=str(path), found=revision, known=SCHEMA_REVISION)
    assert isinstance(revision, str)
    return revision
