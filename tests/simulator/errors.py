# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How things go wrong inside the server.

Code below raises what the Java code would raise; the engine of the mount decides what the client sees of it.
"""

from __future__ import annotations

USER_EXCEPTION = "org.sipfoundry.sipxconfig.common.UserException"
NULL_POINTER = "java.lang.NullPointerException"
UNSUPPORTED = "java.lang.UnsupportedOperationException"


class ServerError(Exception):
    """Base of everything that handlers raise on purpose."""


class JavaError(ServerError):
    """An exception inside the server: class name and text (None: the exception has no text)."""

    def __init__(self, java_class: str, message: str | None = None, status: int = 500) -> None:
        super().__init__(java_class, message)
        self.java_class = java_class
        self.message = message
        self.status = status

    @property
    def text(self) -> str:
        """What Throwable.toString() gives."""
        return self.java_class if self.message is None else f"{self.java_class}: {self.message}"


class UserError(JavaError):
    """A mistake of the user, as the server understands it: the text is an untranslated message key."""

    def __init__(self, key: str, java_class: str = USER_EXCEPTION) -> None:
        super().__init__(java_class, key)


class BodyError(JavaError):
    """The request body could not be turned into a record (raised before the resource is called)."""


class Framework(ServerError):
    """A refusal of the JAX-RS framework itself: 404 no route, 405, 406, 415, 400."""

    def __init__(self, status: int, kind: str = "ClientErrorException") -> None:
        super().__init__(status, kind)
        self.status = status
        self.kind = kind


class Refused(ServerError):
    """A status that a resource answers on purpose.

    On /rest the text is the reason phrase of an HTML page, on /api it is the whole body.
    """

    def __init__(self, status: int, text: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(status, text)
        self.status = status
        self.text = text
        self.headers = headers or {}


class ConnectionDropped(Exception):
    """A fault asked for the connection to die now."""


def null_pointer() -> JavaError:
    """A null pointer of an old Java: an exception without text."""
    return JavaError(NULL_POINTER)


def no_row(java_class: str, key: object) -> JavaError:
    """The error of loading a record by a number that no record has: the one exception that is 404 on /api."""
    missing = f"No row with the given identifier exists: [{java_class}#{key}]"
    return JavaError(
        "org.springframework.orm.hibernate3.HibernateObjectRetrievalFailureException",
        f"{missing}; nested exception is org.hibernate.ObjectNotFoundException: {missing}",
        status=404,
    )


def constraint(table: str, column: str) -> JavaError:
    """The database refuses a null in a column."""
    return JavaError(
        "org.springframework.dao.DataIntegrityViolationException",
        f"Could not execute JDBC batch update; null value in column {column} of {table} violates not-null constraint",
    )


def foreign_key(table: str, referrer: str) -> JavaError:
    """The database refuses to delete a row that another table points to."""
    return JavaError(
        "org.springframework.dao.DataIntegrityViolationException",
        f"Could not execute JDBC batch update; delete on table {table} violates foreign key constraint on {referrer}",
    )
