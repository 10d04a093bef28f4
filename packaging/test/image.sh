#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The container image: its size and what it says of itself, and its server on a file system that can't be written, as its
# user, without a network but the loopback. No engine runs: the image is unpacked, and namespaces of the kernel do the rest.
# shellcheck source=packaging/test/support.sh
. "$(dirname "$0")/support.sh"
needs_root
for program in buildah unshare curl; do command -v "$program" >/dev/null || skip "needs $program"; done
image=$(one "$packages/confabd-*.oci.tar")
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
work=$(mktemp -d)
container=
finish() {
    [ $? = 0 ] || cat "$work/log" >&2 2>/dev/null || true
    [ -z "$container" ] || buildah rm "$container" >/dev/null
    rm -rf --one-file-system "$work"
}
trap finish EXIT
container=$(buildah from "docker-archive:$image")
root=$(buildah mount "$container")
buildah inspect --type container "$container" >"$work/inspect.json"
about() { python3 -c 'import json, sys
config = json.load(open(sys.argv[1]))["Docker"]["config"]
print(eval(sys.argv[2], {"config": config}))' "$work/inspect.json" "$1"; }
check "it runs as user 10001" [ "$(about 'config["User"]')" = 10001:10001 ]
check "it starts confabd" [ "$(about 'config["Entrypoint"]')" = "['confabd']" ]
check "its data are a volume" [ "$(about 'list(config["Volumes"])')" = "['/data']" ]
check "it looks after itself" [ "$(about 'config["Healthcheck"]["Test"][0]')" = CMD ]
size=$(($(du -sk --apparent-size "$root" | cut -f 1) / 1024))
most=${CONFAB_IMAGE_MIB:-143} # 150 MB
check "unpacked it has $size MiB, at most $most" [ "$size" -le "$most" ]
check "no password or key came along" sh -c "! find '$root/data' -type f | grep ."
check "the notices of its packages are there" sh -c "test -s '$root/usr/share/doc/confabd/copyright' && test -s '$root/usr/share/doc/libssl3/copyright'"
check "nothing in it may become root" sh -c "! find '$root/usr/bin/confabd' -perm /6000 | grep ."
about 'config["Healthcheck"]["Test"][3]' >"$work/health" # bash -c this

# What an engine does with --read-only, --user and a volume.
cat >"$work/inside" <<'INSIDE'
set -eu
root=$1 health=$2
ip link set lo up
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=700,uid=10001,gid=10001 tmpfs "$root/data"
mkdir -p "$root/dev"
mount -t tmpfs tmpfs "$root/dev"
for node in null zero random urandom; do touch "$root/dev/$node"; mount --bind "/dev/$node" "$root/dev/$node"; done
ln -s /proc/self/fd "$root/dev/fd"
mount -o remount,bind,ro "$root"
in_image=(chroot --userspec=10001:10001 "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin CONFAB_LISTEN=:7450 CONFAB_DATA=/data LC_ALL=C.UTF-8)
if "${in_image[@]}" touch /usr/bin/x 2>/dev/null; then echo "its file system can be written"; exit 1; fi
"${in_image[@]}" confabd & # the program itself, which gets the signal
server=$!
end=$((SECONDS + 60))
until curl -fsS -o /dev/null http://127.0.0.1:7450/readyz 2>/dev/null; do
    [ $SECONDS -lt $end ] && kill -0 $server || { echo "it does not become ready"; exit 1; }
    sleep 0.05
done
"${in_image[@]}" bash -c "$health" || { echo "its health check fails while it is healthy"; exit 1; }
[ "$(stat -c %u:%a "$root/data/confab.db")" = 10001:600 ]
printf 'correct-horse\n' | "${in_image[@]}" confabd user add --name Ana --email ana@example.org
users=$("${in_image[@]}" confabd user list)
case $users in *ana@example.org*) ;; *) echo "no Ana in: $users"; exit 1 ;; esac
kill -TERM $server
wait $server || { echo "it ends with $?"; exit 1; }
if "${in_image[@]}" bash -c "$health" 2>/dev/null; then echo "its health check passes without a server"; exit 1; fi
INSIDE
if unshare -n -m -p -f --kill-child -- bash "$work/inside" "$root" "$(cat "$work/health")" >"$work/log" 2>&1; then
    say "ok    it serves, from a file system that can't be written, and stops cleanly"
else
    fail "the server of the image"
fi

# The command of docs/installing.md, where podman can run without an init of its own: a cgroup2 that it sees, and no limits
# that it could not raise. The network is that of the test, with a loopback only.
if command -v podman >/dev/null && command -v crun >/dev/null; then
    cat >"$work/podman" <<'PODMAN'
set -eu
image=$1 storage=$2 name=$3
ip link set lo up
mount --make-rprivate /
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs tmpfs /run
there() { podman --root "$storage" --runroot /run/containers --storage-driver vfs --cgroup-manager cgroupfs --runtime crun --events-backend none "$@"; }
begin() { # begin CONTAINER
    there run -d --name "$1" --read-only --cap-drop all -v confab:/data --network host --cgroups=disabled --no-healthcheck \
        --ulimit nofile=4096:4096 --ulimit nproc=1024:1024 "$name"
    local end=$((SECONDS + 60))
    until curl -fsS -o /dev/null http://127.0.0.1:7450/readyz 2>/dev/null; do
        [ $SECONDS -lt $end ] || { there logs "$1"; exit 1; }
        sleep 0.05
    done
}
ends() { # ends CONTAINER: well, when it is asked to
    there stop -t 20 "$1"
    [ "$(there inspect -f '{{.State.ExitCode}}' "$1")" = 0 ]
    there rm "$1"
}
there load -q -i "$image"
begin first
printf 'correct-horse\n' | there exec -i first confabd user add --name Ana --email ana@example.org
ends first
begin second
there exec second confabd user list | grep -q ana@example.org
ends second
PODMAN
    version=$(basename "$image" .oci.tar)
    check "podman runs it: read-only, without capabilities, with a volume that outlives it" \
        unshare -n -m -p -f --kill-child --mount-proc -- bash "$work/podman" "$image" "$work/storage" "localhost/confabd:${version#confabd-}"
else
    say "      podman and crun are not here"
fi
say "The image is in order."
