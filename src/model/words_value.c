/* words_value.c - Simplified Chinese: values of settings. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_value[] = {
    {"enabled", "启用"},
    {"disabled", "禁用"},
    {"console-only", "仅限控制台"},
    {"anywhere", "任何地方"},
    {"unset", "未规定"},
    {"blocked", "阻止"},
    {"default", "默认"},
    {"not-on-public", "公用网络除外"},
    {"learning", "仅在其他方法失败后"},
    {"automatic", "自动"},
    {"manual", "手动"},
    {"system", "系统"},
    {"boot", "引导"},
    {"broadcast", "广播"},
    {"point-to-point", "点对点"},
    {"mixed", "混合 (M 节点)"},
    {"hybrid", "混合式 (H 节点)"},
    {"yes", "是"},
    {"no", "否"},
    {"authenticated", "须经身份验证"},
    {"strict", "严格"},
    {"absent", "不存在"},
    {"not available", "不可用"},
    {"a value: {\"state\": ...}", "一个值：{\"state\": ...}"},
    {"a known key of a value", "值的已知的键"},
    {"\"state\": value, absent, denied or unsupported",
     "\"state\"：value、absent、denied 或 unsupported"},
    {"\"type\": a value type", "\"type\"：值的类型"},
    {"expected \"data\" that fits {1}", "应有符合 {=1} 的 \"data\""},
    {"no \"data\" beside this state", "没有 \"data\"，因为 state 不是 value"},
    {"a small number in \"code\" and \"missing_keys\"", "\"code\" 和 \"missing_keys\" 中的小数字"},
    {NULL, NULL},
};
