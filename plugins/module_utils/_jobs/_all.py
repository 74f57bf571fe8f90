# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which job belongs to which module. Private to the collection.

Records need no line here: every Resource is a job by itself.
"""

from __future__ import annotations

from . import records, site
from ._base import RESOURCES, Job

JOBS: dict[str, Job] = {
    **{"sipx_" + kind: records.job(resource) for kind, resource in RESOURCES.items()},
    "sipx_site": site.job(),
}


def job(module: str) -> Job:
    """The job of a module, by its short name."""
    return JOBS[module]
