/* words_profile.c - Simplified Chinese: profiles. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_profile[] = {
    {"{1} is only reported; it cannot be set", "{=1} 只供报告，不能设置"},
    {"{1}: expected *, dhcp, static, name:PATTERN or guid:{GUID} in the brackets",
     "{=1}：方括号中应为 *、dhcp、static、name:PATTERN 或 guid:{GUID}"},
    {"{1}: expected * or an instance of it in the brackets", "{=1}：方括号中应为 * 或它的一个实例"},
    {"{1}: expected ID=VALUE", "{=1}：应为 ID=VALUE"},
    {"{1}: expected at least one SID", "{=1}：至少应有一个 SID"},
    {"{1}: {2} is not a SID (S-1-...)", "{=1}：{=2} 不是 SID (S-1-...)"},
    {"there is no built-in profile {1}", "没有名为 {=1} 的内置配置方案"},
    {"The article, to the letter of its intent", "按其本意照做文章所说的一切"},
    {"Does everything the article says, its mistakes in spelling aside. Not recommended: Windows "
     "may not start without RPC.",
     "做文章所说的一切，只纠正其书写错误。不推荐：没有 RPC，Windows 可能无法启动。"},
    {"comparison only", "仅供比较"},
    {"File and print server", "文件和打印服务器"},
    {"Keeps 445 open, removes SMB1, Guest and accounts without a password, and switches NetBIOS "
     "off unless WINS or old peers are seen.",
     "保持 445 开放，去掉 SMB1、来宾和没有密码的帐户；除非发现 WINS 或老设备，否则关闭 NetBIOS。"},
    {"a server inside a network whose shares and printers others use",
     "网络内部的服务器，其共享和打印机供别人使用"},
    {"PC on the Internet", "Internet 上的个人电脑"},
    {"Closes what comes in on all five ports and leaves alone what this computer opens itself.",
     "关闭传入到全部五个端口的连接，不动本机主动打开的连接。"},
    {"a PC at home or on the road, always on the Internet, that shares nothing",
     "在家或在外、一直连接 Internet、不共享任何内容的个人电脑"},
    {"Public server", "公开的服务器"},
    {"Closes 137, 138, 139 and 445, switches DCOM off, and blocks all five ports in the firewall.",
     "关闭 137、138、139 和 445，关闭 DCOM，并在防火墙上阻止全部五个端口。"},
    {"a server that offers web, mail or other services to the Internet and shares no files",
     "向 Internet 提供 Web、邮件或其他服务且不共享文件的服务器"},
    {"Old local network", "老式局域网"},
    {"Keeps NetBIOS and all five ports; removes only SMB1, Guest and accounts without a password.",
     "保留 NetBIOS 和全部五个端口，只去掉 SMB1、来宾和没有密码的帐户。"},
    {"a computer in a trusted network whose programs or peers need NetBIOS",
     "位于可信网络中、其程序或对方设备需要 NetBIOS 的计算机"},
    {"Office workstation", "办公工作站"},
    {"Switches NetBIOS off, keeps guests and local administrators from logging on over the "
     "network, and closes file sharing where nothing is shared.",
     "关闭 NetBIOS，禁止来宾和本地管理员从网络登录，并在不共享任何内容时关闭文件共享。"},
    {"a workstation in a company that opens shares but publishes none",
     "公司里打开共享但不公开任何共享的工作站"},
    {NULL, NULL},
};
