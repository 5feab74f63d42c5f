/* words_app_guard.c - Simplified Chinese: confirming and the guard. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_app_guard[] = {
    {"the change {1} is {2}: it cannot be confirmed", "更改 {=1} 的状态为“{2}”，不能确认"},
    {"the change {1} is confirmed until the restart: there is no countdown to extend",
     "更改 {=1} 在重新启动之前已确认：没有可延长的期限"},
    {"Confirmed: {1} stays. To take it back: netlatch rollback {1} --yes",
     "已确认：{=1} 予以保留。若要撤回：netlatch rollback {=1} --yes"},
    {"{1} is confirmed for now. A part of it acts only after a restart: restart the computer, then confirm again within {2}, or everything is taken back.",
     "{=1} 暂时已确认。其中一部分在重新启动后才生效：请重新启动计算机，然后在 {2} 内再次确认，否则全部撤回。"},
    {"Nothing waits for confirmation: the change {1} was taken back.",
     "没有等待确认的更改：更改 {=1} 已撤回。"},
    {"There is nothing to confirm.", "没有需要确认的更改。"},
    {"--confirm-within is for the computer netlatch runs on: nothing would watch a recorded or offline one",
     "--confirm-within 只能用于运行 netlatch 的计算机：已记录的或脱机的计算机无人看管"},
    {"the change {1} waits to be confirmed", "更改 {=1} 正在等待确认"},
    {"the guard is still taking back the change {1}", "守护服务仍在撤回更改 {=1}"},
    {"netlatch confirm keeps that change, netlatch rollback takes it back; then apply again.",
     "netlatch confirm 保留该更改，netlatch rollback 撤回它；之后再重新应用。"},
    {"there is no guard here", "此处没有守护服务"},
    {"is taken back in {1} ({2}) unless netlatch confirm comes before",
     "如果没有执行 netlatch confirm，将在 {1} 之后（{2}）撤回"},
    {"confirmed for now: restart the computer, then confirm again within {1}",
     "暂时已确认：请重新启动计算机，然后在 {1} 内再次确认"},
    {"the computer was restarted: confirm again within {1}, or it is taken back",
     "计算机已重新启动：请在 {1} 内再次确认，否则将撤回"},
    {"was not confirmed in time and is about to be taken back", "没有按时确认，即将撤回"},
    {"could not be taken back whole; the guard tries again", "未能全部撤回；守护服务会重试"},
    {"journal {1}", "更改记录 {=1}"},
    {NULL, NULL},
};
