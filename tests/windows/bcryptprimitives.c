/* What wine 8 lacks of bcryptprimitives.dll, for the prefix of the tests alone; Windows has its own. */
typedef unsigned char BOOLEAN;
__declspec(dllimport) BOOLEAN SystemFunction036(void *, unsigned long);
__declspec(dllexport) int ProcessPrng(void *bytes, unsigned long long count) { return SystemFunction036(bytes, (unsigned long)count); }
