/* words_apply.c - Simplified Chinese: applying and rolling back. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_apply[] = {
    {"cannot read {1} before changing it", "更改之前无法读取 {=1}"},
    {"the plan is stale: {1} was {2} when it was made and is {3} now",
     "计划已过期：制定计划时 {=1} 是 {2}，现在是 {3}"},
    {"it was stopped on request", "已按要求停止"},
    {"cannot change {1}", "无法更改 {=1}"},
    {"cannot read {1} back", "无法读回 {=1}"},
    {"{1}: the system said the right was written, but it could not be read back (found: {2})",
     "{=1}：系统报告该权限已写入，但无法读回（读到：{2}）"},
    {"{1}: it was written, but reads back as {2}", "{=1}：已写入，但读回的是 {2}"},
    {"{1} risks are not accepted", "有 {1} 个风险项未被接受"},
    {"cannot finish the interrupted change {1}", "无法处理完被中断的更改 {=1}"},
    {"it cannot be read", "无法读取"},
    {"step {1} writes where {2} does not live", "第 {1} 步要写入的位置不属于 {=2}"},
    {"step {1} has no value to go back to", "第 {1} 步没有可恢复的值"},
    {"the line before does not match its checksum", "上一行与其校验和不符"},
    {"the file is empty", "文件是空的"},
    {"the line does not match its checksum", "该行与其校验和不符"},
    {"line {1}", "第 {1} 行"},
    {"it cannot be read ({1}, error {2})", "无法读取（{1}，错误 {2}）"},
    {"somebody changed it to {1} since; netlatch had written {2}",
     "此后有人把它改成了 {1}；netlatch 写入的是 {2}"},
    {"it was written but reads back as {1}", "已写入，但读回的是 {1}"},
    {NULL, NULL},
};
