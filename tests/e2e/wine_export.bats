# wine_export.bats - what Wine's reg import makes of an exported .reg is what netlatch makes of the same
# requests. Start types are not among them: Wine's service manager writes more of a service than is changed.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

@test "after reg import the registry is the one that apply leaves" {
    local file=$BATS_TEST_TMPDIR/out.reg
    local -a wanted=(--set dcom.enabled=no --set 'netbios.adapter[*]=disabled' --set rpc.restrict-remote=authenticated
        --set netbios.nodetype=point-to-point --set dns.llmnr=disabled)
    run --separate-stderr netlatch export "${wanted[@]}" --to reg --output "$(wine_path "$file")"
    expect_code 0
    wine_snapshot "$BATS_TEST_TMPDIR/before"
    run --separate-stderr netlatch apply "${wanted[@]}" --yes
    expect_code "$NL_EXIT_RESTART"
    wine_snapshot "$BATS_TEST_TMPDIR/applied"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    wine_snapshot "$BATS_TEST_TMPDIR/again"
    expect_same "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/again"
    ! cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/applied" || expect_nothing_less "apply changed nothing"
    wine_reg import "$(wine_path "$file")"
    wine_snapshot "$BATS_TEST_TMPDIR/imported"
    expect_same <(sort "$BATS_TEST_TMPDIR/applied") <(sort "$BATS_TEST_TMPDIR/imported")
}
