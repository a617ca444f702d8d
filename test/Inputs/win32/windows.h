// What parks a thread of Windows.
#pragma once

extern "C" {
using HANDLE = void *;
using DWORD = unsigned long;
void Sleep(DWORD milliseconds);
DWORD SleepEx(DWORD milliseconds, int alertable);
DWORD WaitForSingleObject(HANDLE, DWORD milliseconds);
DWORD WaitForMultipleObjects(DWORD count, const HANDLE *, int all, DWORD milliseconds);
int SetEvent(HANDLE);
}
