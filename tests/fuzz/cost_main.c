/* cost_main.c - counts the comparisons that a recorded machine costs: "cost MACHINE.json PROFILE" prints
 * how many the audit and the plan made. A measure of work that is the same on every computer, however
 * loaded: the compiler calls one of the functions below at each comparison of the program's rooms
 * (-fsanitize=fuzzer-no-link, as for the fuzz targets). tests/fuzz/cost.py compares two sizes. */
#include "model/machine_json.h"
#include "model/profile_builtin.h"
#include "plan/audit.h"
#include "plan/plan.h"
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t comparisons;

void __sanitizer_cov_trace_cmp1(uint8_t a, uint8_t b);
void __sanitizer_cov_trace_cmp2(uint16_t a, uint16_t b);
void __sanitizer_cov_trace_cmp4(uint32_t a, uint32_t b);
void __sanitizer_cov_trace_cmp8(uint64_t a, uint64_t b);
void __sanitizer_cov_trace_const_cmp1(uint8_t a, uint8_t b);
void __sanitizer_cov_trace_const_cmp2(uint16_t a, uint16_t b);
void __sanitizer_cov_trace_const_cmp4(uint32_t a, uint32_t b);
void __sanitizer_cov_trace_const_cmp8(uint64_t a, uint64_t b);

#define COUNTS(name, type)                                                                         \
    void name(type a, type b)                                                                      \
    {                                                                                              \
        (void)a;                                                                                   \
        (void)b;                                                                                   \
        comparisons++;                                                                             \
    }
COUNTS(__sanitizer_cov_trace_cmp1, uint8_t)
COUNTS(__sanitizer_cov_trace_cmp2, uint16_t)
COUNTS(__sanitizer_cov_trace_cmp4, uint32_t)
COUNTS(__sanitizer_cov_trace_cmp8, uint64_t)
COUNTS(__sanitizer_cov_trace_const_cmp1, uint8_t)
COUNTS(__sanitizer_cov_trace_const_cmp2, uint16_t)
COUNTS(__sanitizer_cov_trace_const_cmp4, uint32_t)
COUNTS(__sanitizer_cov_trace_const_cmp8, uint64_t)

/* The whole file, at most as much as a machine file may have here; ends the program if it cannot. */
static char *read_whole(struct nl_arena *arena, const char *path, size_t *out_size)
{
    enum { MOST = 64 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    char *bytes = nl_arena_alloc(arena, MOST);
    *out_size = fread(bytes, 1, MOST, file);
    (void)fclose(file);
    return bytes;
}

static void fail_if(bool failed, struct nl_arena *arena, const struct nl_error *err)
{
    if (failed) {
        (void)fprintf(stderr, "cost: %s\n", nl_error_text(arena, err, NULL));
        exit(1);
    }
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        (void)fputs("usage: cost MACHINE.json PROFILE\n", stderr);
        return 64;
    }
    struct nl_arena arena;
    struct nl_machine machine;
    struct nl_profile profile;
    struct nl_audit audit;
    struct nl_plan plan;
    struct nl_text text;
    struct nl_error err = {0};
    size_t size = 0;
    nl_arena_init(&arena, NULL, NULL);
    char *bytes = read_whole(&arena, argv[1], &size);
    fail_if(nl_machine_parse(&arena, argv[1], bytes, size, &machine, &err) != NL_OK, &arena, &err);
    fail_if(nl_builtin_profile(&arena, argv[2], &profile, &err) != NL_OK, &arena, &err);
    const struct nl_report_style style = {0};

    comparisons = 0;
    fail_if(nl_audit_make(&arena, &machine, &profile, &audit, &err) != NL_OK, &arena, &err);
    nl_text_init(&text, &arena);
    fail_if(nl_report_audit(NL_REPORT_TEXT, &arena, &audit, &style, &text, &err) != NL_OK, &arena,
            &err);
    printf("audit %" PRIu64 "\n", comparisons);

    comparisons = 0;
    nl_plan_make(&arena, &machine, &profile, NULL, &plan);
    nl_text_init(&text, &arena);
    fail_if(nl_report_plan(NL_REPORT_TEXT, &arena, &plan, &style, &text, &err) != NL_OK, &arena,
            &err);
    printf("plan %" PRIu64 "\n", comparisons);
    nl_arena_done(&arena);
    return 0;
}
