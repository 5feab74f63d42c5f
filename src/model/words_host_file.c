/* words_host_file.c - Simplified Chinese: files, records and the survey. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_host_file[] = {
    {"Check who may read and write there.", "请检查谁有那里的读写权限。"},
    {"{1} is a folder, expected a file", "{=1} 是文件夹，应为文件"},
    {"{1} is larger than {2} bytes", "{=1} 大于 {2} 字节"},
    {"cannot open {1}", "无法打开 {=1}"},
    {"the path {1} is too long", "路径 {=1} 太长"},
    {"cannot make the folder {1}", "无法创建文件夹 {=1}"},
    {"cannot list {1}", "无法列出 {=1} 的内容"},
    {"{1} is not a name of a journal", "{=1} 不是更改记录的名称"},
    {"cannot make the journal folder {1}", "无法创建存放更改记录的文件夹 {=1}"},
    {"cannot look at the journal folder {1}", "无法查看存放更改记录的文件夹 {=1}"},
    {"the journal folder {1} is a link, belongs to somebody else, or may be written by others",
     "存放更改记录的文件夹 {=1} 是链接、属于别人，或者别人可以写入"},
    {"Look at who made it; remove it if it is not yours.",
     "请查明是谁创建的；如果不是您的，请删除。"},
    {"{1} is a link, expected a plain file", "{=1} 是链接，应为普通文件"},
    {"cannot write the journal {1}", "无法写入更改记录 {=1}"},
    {"the journal {1} exists already", "更改记录 {=1} 已存在"},
    {"cannot lock the journal folder {1}", "无法锁定存放更改记录的文件夹 {=1}"},
    {"the journal is locked", "更改记录已被锁定"},
    {"{1}: access was denied", "{=1}：拒绝访问"},
    {"{1}: this machine file does not hold it", "{=1}：此计算机记录文件中没有它"},
    {"{1}: expected {2}, found {3}", "{=1}：应为 {2}，实际为 {3}"},
    {"there are too many registry keys: the rest was left out", "注册表项太多，其余的已略去"},
    {"the value is larger than 1 MiB and was left out", "该值大于 1 MiB，已略去"},
    {"the key has more than 10000 values and was left out", "该项有超过 10000 个值，已略去"},
    {"the keys below it could not be listed", "无法列出其下的子项"},
    {"more than 4096 keys stand below it: only the first were read",
     "其下有超过 4096 个子项：只读取了前面的"},
    {"more than 4096 services are installed: only the first were read",
     "安装的服务超过 4096 个：只读取了前面的"},
    {NULL, NULL},
};
