# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One document of one user: the job of every module that has a Document. Private to the collection."""

from __future__ import annotations

from .. import _spec
from .._document import Document
from .._engine import mask
from .._engine.apply import converge
from .._engine.document import Owned, wanted_from
from .._engine.other_user import USER
from .._engine.world import World
from .._resource import Field
from .._resources.setting_trees import TREES
from ._base import Job, Params, Report

_USER_SETTINGS = next(tree for tree in TREES if tree.named_by == (USER,))


def job(document: Document) -> Job:
    """The job of the module sipx_KIND. Its result has the document under KIND, secrets left out."""
    fields = (Field(USER, USER), *document.fields)

    def work(params: Params, given: Params, world: World, retries: int) -> Report:
        wanted = wanted_from(document, params, given)
        subject = Owned(document, wanted, params["username"], _USER_SETTINGS)
        outcome = converge(subject, world, retries)
        diff = mask.diff(fields, outcome.before, outcome.after, subject.title)
        for change in outcome.changes:
            if change.secret:
                diff["after"][change.field] = mask.CHANGED_MASK
        return Report(outcome.changed, {document.kind: mask.record(fields, outcome.after)}, diff, outcome.warnings)

    return Job(
        spec=_spec.document(document),
        work=work,
        secrets=lambda params: mask.secrets_in(document.fields, params),
        shown_args=lambda params: mask.args(document.fields, params),
    )
