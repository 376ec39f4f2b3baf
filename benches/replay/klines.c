// Prints minutes as Binance writes its candles: 12 columns, no header; the same ones each time.
//
//   klines ROWS
//
// open time (ms), open, high, low, close, volume, close time, quote volume, trades, two volumes of takers, 0
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 20260101;

// SplitMix64.
static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static char *whole(char *to, uint64_t value) {
  char digits[24];
  int n = 0;
  do digits[n++] = '0' + value % 10; while (value /= 10);
  while (n) *to++ = digits[--n];
  return to;
}

// A number of hundred-millionths.
static char *decimal(char *to, uint64_t value) {
  to = whole(to, value / 100000000u);
  *to++ = '.';
  uint64_t rest = value % 100000000u;
  for (int i = 7; i >= 0; i--, rest /= 10) to[i] = '0' + rest % 10;
  return to + 8;
}

int main(int count, char **given) {
  uint64_t rows = count > 1 ? strtoull(given[1], 0, 10) : 50000000ull;
  uint64_t time = 1500000000000ull, price = 100000000ull;
  static char buffer[1 << 22];
  char *to = buffer;
  for (uint64_t row = 0; row < rows; row++, time += 60000) {
    uint64_t open = price;
    price += ((int64_t)(next() % 2001) - 1000) * 100;
    if (price < 90000000ull || price > 110000000ull) price = 100000000ull;
    uint64_t close = price;
    uint64_t high = (open > close ? open : close) + (next() % 50) * 100;
    uint64_t low = (open < close ? open : close) - (next() % 50) * 100;
    uint64_t volume = next() % 50000000000000ull, quote = (unsigned __int128)volume * close / 100000000u;
    uint64_t taken = volume * (next() % 1000) / 1000, taken_quote = (unsigned __int128)taken * close / 100000000u;

    to = whole(to, time), *to++ = ',';
    to = decimal(to, open), *to++ = ',';
    to = decimal(to, high), *to++ = ',';
    to = decimal(to, low), *to++ = ',';
    to = decimal(to, close), *to++ = ',';
    to = decimal(to, volume), *to++ = ',';
    to = whole(to, time + 59999), *to++ = ',';
    to = decimal(to, quote), *to++ = ',';
    to = whole(to, next() % 20000), *to++ = ',';
    to = decimal(to, taken), *to++ = ',';
    to = decimal(to, taken_quote);
    memcpy(to, ",0\n", 3), to += 3;
    if (to - buffer > (1 << 22) - 512) fwrite(buffer, 1, to - buffer, stdout), to = buffer;
  }
  fwrite(buffer, 1, to - buffer, stdout);
  return 0;
}
