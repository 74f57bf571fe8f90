# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records of users: the old form of /rest/user and the new one of /api/users."""

from __future__ import annotations

from ..beans import Bean, Bool, Field, Int, Listing, Nested, Text, Time
from ..rest_admin import bundle
from .group_beans import GROUP

REST_GROUP_REF = Bean("group", (Field("id", Int()), Field("name"), Field("description")))
REST_BRANCH_REF = Bean("branch", (Field("id", Int()), Field("name"), Field("description")))
REST_ALIAS = Bean("alias", (Field("alias"),))
REST_USER = Bean(
    "user",
    (
        Field("id", Int(nullable=True)),
        Field("lastName"),
        Field("firstName"),
        Field("userName"),
        Field("pin"),
        Field("sipPassword"),
        Field("emailAddress"),
        Field("groups", Listing(Nested(REST_GROUP_REF), "group")),
        Field("branch", Nested(REST_BRANCH_REF)),
        Field("aliases", Listing(Nested(REST_ALIAS), "alias")),
    ),
    java="org.sipfoundry.sipxconfig.rest.UsersResource$UserRestInfoFull",
)
REST_USER_LIST = bundle("user", "users", REST_USER)

NO_ADDRESS: dict[str, str | None] = dict.fromkeys(("country", "street", "city", "zip", "officeDesignation", "state"))
ADDRESS = Bean("Address", tuple(Field(name) for name in NO_ADDRESS), java="org.sipfoundry.sipxconfig.phonebook.Address")
ADDRESSES = ("homeAddress", "officeAddress", "branchAddress")
SALUTATIONS = ("Mr", "Mrs", "Miss", "Ms", "Dr", "Prof", "None")
PROFILE = Bean(
    "UserProfile",
    (
        Field("userName"),
        Field("authAccountName"),
        Field("firstName"),
        Field("lastName"),
        Field("jobTitle"),
        Field("jobDept"),
        Field("companyName"),
        Field("assistantName"),
        Field("location"),
        *(Field(name, Nested(ADDRESS), missing=NO_ADDRESS) for name in ADDRESSES),
        Field("cellPhoneNumber"),
        Field("homePhoneNumber"),
        Field("assistantPhoneNumber"),
        Field("faxNumber"),
        Field("didNumber"),
        Field("imId"),
        Field("imDisplayName"),
        Field("alternateImId"),
        Field("emailAddress"),
        Field("alternateEmailAddress"),
        Field("emailAddressAliasesSet", Listing(Text(), "emailAddressAliasesSet")),
        Field("emailAddressAliases"),
        Field("useBranchAddress", Bool()),
        Field("branchName"),
        Field("manager"),
        Field("salutation"),
        Field("employeeId"),
        Field("twiterName"),
        Field("linkedinName"),
        Field("facebookName"),
        Field("xingName"),
        Field("timestamp", Time()),
        Field("avatar"),
        Field("extAvatar"),
        Field("useExtAvatar", Bool()),
        Field("enabled", Bool(), missing=True),
        Field("ldapManaged", Bool()),
        Field("lastImportedDate", Time()),
        Field("disabledDate", Time()),
        Field("custom1"),
        Field("custom2"),
        Field("custom3"),
        Field("userId"),
        Field("salutationId"),
        Field("extAvatarSyncDate", Time()),
    ),
    java="org.sipfoundry.sipxconfig.userprofile.UserProfile",
)
USER_FIELDS = (
    Field("id", Int()),
    Field("userName"),
    Field("lastName"),
    Field("firstName"),
    Field("aliases", Listing(Text(), "Alias", "Aliases"), missing=()),
    Field("sipPassword"),
    Field("pintoken"),
    Field("voicemailPin"),
    Field("branchName"),
    Field("userProfile", Nested(PROFILE)),
    Field("notified", Bool(nullable=True)),
    Field("groups", Listing(Nested(GROUP), "Group", "Groups")),
)
_JAVA = "org.sipfoundry.sipxconfig.api.model.UserBean"
USER = Bean("User", USER_FIELDS, java=_JAVA, xml_readable=False, xml_writable=False)
USER_LIST = Bean("Users", (Field("users", Listing(Nested(USER), "User")),), xml_writable=False)
FORK_USER = Bean(
    "User",
    (*USER_FIELDS, Field("permissions", Listing(Text(), "Permission", "Permissions"))),
    java=_JAVA,
    xml_readable=False,
    xml_writable=False,
)
FORK_USER_LIST = Bean("Users", (Field("users", Listing(Nested(FORK_USER), "User")),), xml_writable=False)
