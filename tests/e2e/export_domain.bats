# export_domain.bats - what a domain controller reads of an exported backup is what was meant.

load ../support/native

exported=$NETLATCH_SOURCE_DIR/tests/support/exported.py

@test "a domain controller of Samba reads the same from the policy" {
    local name
    [[ $EUID -eq 0 ]] || skip "only root can make the namespaces of a domain controller"
    for name in samba samba-tool smbclient ip unshare; do
        command -v $name >/dev/null || skip "$name is not installed"
    done
    [[ -e /usr/share/samba/setup/provision.ldif ]] || skip "samba-ad-provision is not installed (scripts/setup.sh --all)"
    /usr/bin/python3 -c 'import samba.provision' 2>/dev/null || skip "python3-samba is not installed"
    unshare --net --uts --mount --pid --fork --mount-proc true 2>/dev/null || skip "no namespaces can be made here"
    machine_new
    netlatch export --profile office-client --from "$machine" --to gpo --output backup 2>/dev/null
    # Its sockets have long names.
    folder=$(mktemp -d /tmp/netlatch-domain-XXXXXX)
    timeout 300 unshare --net --uts --mount --pid --fork --mount-proc --kill-child \
        bash "$NETLATCH_SOURCE_DIR/tests/support/domain_reads.sh" "$folder" "$PWD/backup" 3>&- >read.log 2>&1 || {
        tail -5 read.log "$folder"/*.log >&2
        rm -rf "$folder"
        return 1
    }
    cp -r "$folder/out" out
    rm -rf "$folder"
    timeout 60 /usr/bin/python3 "$exported" gpo backup >meant
    /usr/bin/python3 "$exported" domain "$(echo out/policy/*)" >found
    [[ $(wc -l <meant) -gt 10 ]]
    expect_same meant found
}
