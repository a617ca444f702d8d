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

struct CRITICAL_SECTION {};
struct SRWLOCK {};
void EnterCriticalSection(CRITICAL_SECTION *);
void LeaveCriticalSection(CRITICAL_SECTION *);
void AcquireSRWLockExclusive(SRWLOCK *);
void ReleaseSRWLockExclusive(SRWLOCK *);
void AcquireSRWLockShared(SRWLOCK *);
void ReleaseSRWLockShared(SRWLOCK *);
}
