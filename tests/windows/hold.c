/* Holds a file as Excel does (others may read) or whole: hold.exe FILE read|nothing, until it is killed. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
int wmain(int count, wchar_t **words)
{
    DWORD shared = count > 2 && !wcscmp(words[2], L"read") ? FILE_SHARE_READ : 0;
    HANDLE file = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, shared, 0, OPEN_EXISTING, 0, 0);
    if (file == INVALID_HANDLE_VALUE) return 1;
    fputws(L"held\n", stdout);
    fflush(stdout);
    Sleep(600000);
    return 0;
}
