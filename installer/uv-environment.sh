# What the user has told pip (certificates, indexes, proxy, time-outs), said to uv, which reads none of it.
# To be sourced, with the interpreter to ask as $1. Nothing is written anywhere, and what uv has been told directly wins.

if [ -n "${SSL_CERT_FILE:-}" ]; then export PIP_CERT="${PIP_CERT:-$SSL_CERT_FILE}"; fi
if [ -n "${PIP_CERT:-}" ]; then export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"; fi

eval "$("$1" - <<'PYTHON'
import ast
import os
import shlex
import subprocess
import sys

listing = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
told: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}  # the later one wins, as in pip
for line in listing.splitlines():
    name, _, value = line.partition("=")
    section, _, key = name.partition(".")
    if section in told:
        told[section][key.replace("-", "_")] = str(ast.literal_eval(value))
settings = told["global"] | told["install"] | told[":env:"]

uv = {
    "SSL_CERT_FILE": settings.get("cert", ""),
    "UV_DEFAULT_INDEX": settings.get("index_url", ""),
    "UV_INDEX": " ".join(settings.get("extra_index_url", "").split()),
    "UV_FIND_LINKS": ",".join(settings.get("find_links", "").split()),
    "UV_HTTP_TIMEOUT": settings.get("default_timeout", settings.get("timeout", "")),
    "UV_INSECURE_HOST": " ".join(settings.get("trusted_host", "").split()),
    "ALL_PROXY": settings.get("proxy", ""),
}
if uv["UV_INDEX"]:
    # pip takes the best match from all indexes; the hashes of the lock make that safe.
    uv["UV_INDEX_STRATEGY"] = "unsafe-best-match"
for name, value in uv.items():
    if value and name not in os.environ:
        print(f"export {name}={shlex.quote(value)}")
PYTHON
)"
