#!/bin/bash
# Installs what is missing: system libraries by apt, the Python environment in .venv.
#   setup.sh run     what building needs
#   setup.sh test    and what the tests need: LibreOffice, veraPDF, readers of PDF
# As root apt is called directly, otherwise by sudo; without either the missing command is named and the status is 2.
set -euo pipefail
cd "$(dirname "$0")"

run_packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
test_packages=(poppler-utils mupdf-tools default-jdk-headless libjaxb-java)
command -v soffice >/dev/null || test_packages+=(libreoffice-writer-nogui)

missing() {
    local package
    for package; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

install_packages() {
    local absent sudo=()
    command -v apt-get >/dev/null || { echo "setup: no apt-get here; install: $*" >&2; return; }
    mapfile -t absent < <(missing "$@")
    [ ${#absent[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        sudo=(sudo)
        # sudo may ask for a password only where somebody can answer
        if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            echo "setup: system packages are missing; as root run:  apt-get install ${absent[*]}" >&2
            exit 2
        fi
    fi
    echo "setup: installing ${absent[*]}"
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${absent[@]}" >/dev/null
}

python_environment() {
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/pip install -q --disable-pip-version-check -c constraints.txt "$@"
}

case ${1:-run} in
run)
    install_packages "${run_packages[@]}"
    python_environment hatchling editables
    python_environment --no-build-isolation -e .
    ;;
test)
    install_packages "${run_packages[@]}" "${test_packages[@]}"
    mapfile -t tools < <(.venv/bin/python - <<'PY'
import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")
PY
    )
    python_environment "${tools[@]}"
    tests/verapdf/setup.sh
    ;;
*)
    echo "usage: setup.sh run | test" >&2
    exit 2
    ;;
esac
