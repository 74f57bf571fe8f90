# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the API does not tell about the settings of services. Source: wire/service_settings.yml, services.

Where releases differ in a range, the wider one stands here. Private to the collection.
"""

from __future__ import annotations

from .._resource import Known

HIGHEST = 2147483647
ANY_NUMBER = Known(low=0, high=HIGHEST)
"""The range of every whole number that has no other."""
ONE_ZERO = Known(words=("1", "0"))
TRUE_FALSE = Known(words=("true", "false"))
YES_NO = Known(words=("YES", "NO"))
Y_N = Known(words=("Y", "N"))
ENABLE_DISABLE = Known(words=("ENABLE", "DISABLE"))
HIDDEN = Known(hidden=True)

_PORT = Known(low=1025, high=65535)
_NEEDED = Known(required=True)
_NUMBER_NEEDED = Known(low=0, high=HIGHEST, required=True)
_DIAL_CODE = r"[0-9*#]+"
_LIMITS = {"resource-limits/core-enabled": TRUE_FALSE}

_PROXY = {
    "SIPX_PROXY_DEFAULT_SERIAL_EXPIRES": _NUMBER_NEEDED,
    "SIPX_PROXY_DEFAULT_EXPIRES": _NUMBER_NEEDED,
    "SIPX_PROXY_TCP_PORT": HIDDEN,
    "SIPX_PROXY_UDP_PORT": HIDDEN,
    "SIPX_PROXY_TLS_PORT": HIDDEN,
    "SIPX_PROXY_ENSURE_TCP_LIFETIME": ONE_ZERO,
    "SIPX_PROXY_RELAY_ALLOWED": ONE_ZERO,
    "SIPX_PROXY_ENABLE_TCP_RESEND": ONE_ZERO,
    "SIPX_DISABLE_REGISTRAR_DNS_LOOKUP": ONE_ZERO,
    "SIPX_PROXY_DEFAULT_RTT": Known(low=100, high=500),
    "SIPX_PROXY_RETRANSMIT_TIMES": Known(low=2, high=7),
    "SIPX_PROXY_HOP_BY_HOP_CANCEL": ONE_ZERO,
    "SIPX_TRUST_SBC_REGISTERED_CALLS": TRUE_FALSE,
    "SIPX_SEND_TRYING_FOR_NIST": TRUE_FALSE,
    "SIPX_PROXY_MAX_CONCURRENT": Known(low=5, high=1024),
    "SIPX_PROXY_REJECT_ON_FILLED_QUEUE": TRUE_FALSE,
    "SIPX_PROXY_REJECT_ON_FILLED_QUEUE_PERCENT": Known(low=25, high=100),
    "SIPX_PROXY_MAX_TRANSACTION_COUNT": Known(low=10000, high=100000),
    "SIPX_PROXY_QUEUE_SIZE": _NUMBER_NEEDED,
    "SIPX_PROXY_LOG_AUTH_CODES": ONE_ZERO,
    "SIPX_SUPPRESS_ALERT_INDICATOR_IN_TRANSFERS": TRUE_FALSE,
    "SIPX_CONSULTATIVE_TRANSFER_GATEWAY_INITIAL_INVITE": TRUE_FALSE,
    "SIPX_PASS_P_ASSERTED_IDENTITY": TRUE_FALSE,
    "SIPX_PROXY_LOG_CONSOLE": HIDDEN,
    "SIPX_PROXY_CALL_STATE": HIDDEN,
    "SIPX_PROXY_RETRY_AFTER": _NUMBER_NEEDED,
}

_CALL_RESOLVER = {
    "SIP_CALLRESOLVER_PURGE": ENABLE_DISABLE,
    "SIP_CALLRESOLVER_PURGE_AGE_CDR": Known(low=1, high=365),
    "SIP_CALLRESOLVER_PURGE_AGE_CSE": Known(low=1, high=365),
    "SIP_CALLRESOLVER_CSE_POLLING_INTERVAL": Known(low=1, high=1000),
    "SIP_CALLRESOLVER_CALL_DIRECTION": ENABLE_DISABLE,
    "SIP_CALLRESOLVER_AGENT_PORT": _PORT,
    "SIP_CALLRESOLVER_CSE_QUEUE_SIZE": Known(low=100, high=10000),
    "SIP_CALLRESOLVER_CDR_QUEUE_SIZE": Known(low=100, high=10000),
    "SIP_CALLRESOLVER_MAX_CALL_LEN": Known(low=100, high=100000),
    "SIP_CALLRESOLVER_MAX_RINGING_CALL_LEN": Known(low=2, high=10000),
    "SIP_CALLRESOLVER_MIN_CLEANUP_INTERVAL": Known(low=2, high=10000),
    "SIP_CALLRESOLVER_PRIVACY": ENABLE_DISABLE,
    "SIP_CALLRESOLVER_PRIVACY_LENGTH": Known(low=1, high=25, required=True),
    "JSON_LIMIT": HIDDEN,
}

_PICKUP = "call-pick-up/SIP_REDIRECT.100-PICKUP."

#: By service, in the order of the documentation.
SERVICES: dict[str, dict[str, Known]] = {
    "dns": {"sys/unmanaged": ONE_ZERO, "acl/ips": Known(longest=1000)},
    "ivr": {
        "ivr/mongo_vm": HIDDEN,
        "ivr/ivr.nameDialPrefix": HIDDEN,
        "ivr/ivr.defaultTui": HIDDEN,
        "ivr/mongo_external_dbname": _NEEDED,
        "ivr/tts": ONE_ZERO,
        "ivr/security.autoEnterPinExternalDigits": Known(low=0, high=15),
        "ivr/security.cleanupVoicemailHour": Known(low=0, high=23),
    },
    "mwi": {
        "status-config/SIP_STATUS_TCP_PORT": _PORT,
        "status-config/SIP_STATUS_UDP_PORT": _PORT,
        "status-config/SIP_STATUS_HTTP_PORT": _PORT,
        "status-config/SIP_STATUS_HTTPS_PORT": HIDDEN,
        "status-config/SIP_STATUS_AUTHENTICATE_ALGORITHM": HIDDEN,
        "status-config/SIP_STATUS_AUTHENTICATE_QOP": HIDDEN,
        "status-config/SIP_STATUS_LOG_CONSOLE": HIDDEN,
        **_LIMITS,
    },
    "moh": {},
    "imbot": {
        "imbot/_imbot.paUserName": _NEEDED,
        "imbot/imbot.paPassword": Known(secret=True),
        "imbot/imbot.locale": HIDDEN,
    },
    "pagegroups": {
        "page-config/prefix": _NEEDED,
        "page-config/sip.tcpPort": _PORT,
        "page-config/sip.udpPort": _PORT,
        "page-config/sip.tlsPort": _PORT,
        "page-config/rtp.port": _PORT,
        "page-config/max.sessions": _NUMBER_NEEDED,
        "page-config/haPaging": TRUE_FALSE,
    },
    "proxy": {
        **{"proxy-configuration/" + name: known for name, known in _PROXY.items()},
        "proxy-statistics/SIPX_PROXY_STATISTICS_MANAGER": ONE_ZERO,
        "alert-info/INTERNAL_ENABLED": ONE_ZERO,
        "alert-info/EXTERNAL_ENABLED": ONE_ZERO,
        "authrules/IDENTITY_VALIDITY_SECONDS": Known(low=10, high=HIGHEST, required=True),
        **_LIMITS,
    },
    "registrar": {
        "registrar-config/SIP_REGISTRAR_TCP_PORT": _PORT,
        "registrar-config/SIP_REGISTRAR_UDP_PORT": _PORT,
        "registrar-config/SIP_REGISTRAR_REG_EVENT_PORT": _PORT,
        "registrar-config/SIP_REGISTRAR_XMLRPC_PORT": _PORT,
        "registrar-config/_SIP_REGISTRAR_PRESENCE_PORT": _PORT,
        "registrar-config/SIP_REDIRECT.140-FALLBACK.ALLOW_UNBOUND": Y_N,
        "registrar-config/SIP_REGISTRAR_ADD_DIVERSION": Y_N,
        "registrar-config/SIP_REGISTRAR_EARLY_ALIAS_RESOLUTION": Y_N,
        "registrar-config-empty/SIP_REDIRECT.100-PICKUP.BIND_PORT": _PORT,
        "userparam/SIP_REDIRECT.090-USERPARAM.STRIP_ALL": Y_N,
        _PICKUP + "DIRECTED_CALL_PICKUP_CODE": Known(pattern=_DIAL_CODE),
        _PICKUP + "CALL_RETRIEVE_CODE": Known(pattern=_DIAL_CODE, required=True),
        _PICKUP + "CALL_PICKUP_WAIT": Known(low=1, high=30, required=True),
        _PICKUP + "PICKUP_1_SEC_SUBSCRIBE": Y_N,
        _PICKUP + "PICKUP_REVERSED_REPLACES": Y_N,
        _PICKUP + "PICKUP_NO_EARLY_ONLY": Y_N,
        "mapping/MEDIA_SERVER": HIDDEN,
        "mapping/VOICEMAIL_SERVER": HIDDEN,
        "isn/SIP_REDIRECT.150-ISN.BASE_DOMAIN": Known(words=("freenum.org", "")),
        "isn/SIP_REDIRECT.150-ISN.PREFIX": Known(pattern=_DIAL_CODE),
        "enum/SIP_REDIRECT.160-ENUM.DIAL_PREFIX": Known(pattern=_DIAL_CODE),
        "enum/SIP_REDIRECT.160-ENUM.ADD_PREFIX": Known(pattern=_DIAL_CODE),
        "enum/SIP_REDIRECT.160-ENUM.PREFIX_PLUS": Y_N,
        "other/SIPX_SEND_TRYING_FOR_NIST": TRUE_FALSE,
        "other/SIPX_SEND_ALL_CONTACTS": TRUE_FALSE,
        **_LIMITS,
    },
    "restserver": {},
    "saa": {
        "saa-config/SIP_SAA_UDP_PORT": _PORT,
        "saa-config/SIP_SAA_TCP_PORT": _PORT,
        "saa-config/SIP_SAA_TLS_PORT": _PORT,
        **_LIMITS,
    },
    "ftp": {
        "vsftp-config/pasv_addr_resolve": YES_NO,
        "vsftp-config/xferlog_enable": YES_NO,
        "vsftp-config/syslog_enable": YES_NO,
        "vsftp-config/reverse_lookup_enable": YES_NO,
        "vsftp-config/anonymous_enable": YES_NO,
        "vsftp-config/anon_upload_enable": YES_NO,
        "vsftp-config/anon_mkdir_write_enable": YES_NO,
        "vsftp-config/anon_other_write_enable": YES_NO,
    },
    "cdrs": {"callresolver/" + name: known for name, known in _CALL_RESOLVER.items()},
    "ntp": {
        "ntp-config/local-clock": ONE_ZERO,
        "ntp-config/permit-loopback": ONE_ZERO,
        "ntp-config/permit-sync": ONE_ZERO,
        "ntp-config/provide-time": ONE_ZERO,
        "ntp-config/networks-allowed": Known(longest=1000),
        "ntp-unmanaged/unmanaged": ONE_ZERO,
        "ntp-sysconfig/timezone": HIDDEN,
    },
}
for _service in SERVICES.values():
    _service["*"] = ANY_NUMBER
