#!/usr/bin/env python3
"""check.py BASE WHAT [SOURCE]: asks a stand-in through CoinMarketCap's SDK and ccxt and compares with the data.

WHAT is `honest` (figures), `refusals` (keys, plans, bad parameters) or `limits` (a stand-in that refuses everything).
The data are read here by a reader of its own, and made-up figures are computed again from FORMULAS.md.
"""
import csv, glob, gzip, os, sys, traceback
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import ccxt
import coinmarketcap
from coinmarketcap import CoinMarketCap

BASE, WHAT = sys.argv[1], sys.argv[2]
ONLY = sys.argv[3] if len(sys.argv) > 3 else None
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
ORIGINALS = os.environ.get("ORIGINALS")
TODAY = date(2025, 12, 31)
FIRST = date(2020, 1, 1)
CHECKS = []


def check(what, source):
    return lambda function: CHECKS.append((what, source, function)) or function


def equal(got, wanted, words=""):
    if got != wanted:
        raise AssertionError(f"{words}: got {got!r}, wanted {wanted!r}")


def raises(kinds, call, code=None):
    try:
        call()
    except kinds as error:
        body = getattr(error, "body", None)
        if code is not None:
            equal(body["status"]["error_code"], code, "error code")
        return error
    raise AssertionError(f"no {kinds}")


# --- The data, read anew ----------------------------------------------------------------------------------------------


def real_bars(number):
    """Day -> (open, high, low, close, volume, market cap) as texts."""
    lines = gzip.open(f"{DATA}/cmc-bars-{number}.csv.gz", "rt").read().split("\n")
    day, out, close = date.fromisoformat(lines[0]), {}, None
    for line in lines[1:]:
        if not line:
            continue
        _, _, opened, high, low, closed, volume, cap, _ = line.split(",")
        out[day] = (close if opened == "=" else opened, high, low, closed, volume, cap)
        day, close = day + timedelta(days=1), closed
    return out


def exported_bars(name):
    out = {}
    for path in glob.glob(f"{ORIGINALS}/coinmarketcap/exports/{name}_*.csv"):
        for row in csv.DictReader(open(path, encoding="utf-8-sig"), delimiter=";"):
            figures = tuple(row[key] for key in ("open", "high", "low", "close", "volume", "marketCap"))
            out[date.fromisoformat(row["timeOpen"][:10])] = figures
    return out


def made_prices(k, n):
    def opened(n):
        part = (k * 7919 + n * 104729) % 10007 - 5003
        return 1000000 + (20 * part if k % 10 == 0 else part)

    a, b = opened(n), opened(n + 1)
    return a, max(a, b) + (k * 31 + n * 17) % 2001, min(a, b) - (k * 13 + n * 29) % 2001, b


def made_day(k, day):
    n = (day - FIRST).days
    prices = made_prices(k, n)
    cap = 0 if k % 50 == 47 else (10000000 + 1000 * k + 100 * n) * prices[3]
    volume = 100000000 + (k * 1000003 + n * 7919) % 5000000000
    return [Decimal(p).scaleb(-6) for p in prices] + [Decimal(volume).scaleb(-2), Decimal(cap).scaleb(-6)]


def made_candle(k, start, minutes):
    """ccxt's row: milliseconds, open, high, low, close, volume."""
    first = (start - int(datetime(2020, 1, 1, tzinfo=timezone.utc).timestamp())) // 60
    rows = [(made_prices(k, n), 1000 + (k * 101 + n * 37) % 9000) for n in range(first, first + minutes)]
    micro = lambda value: value / 10**6
    return [start * 1000, micro(rows[0][0][0]), micro(max(p[1] for p, _ in rows)), micro(min(p[2] for p, _ in rows)),
            micro(rows[-1][0][3]), float(sum(v for _, v in rows))]


# --- CoinMarketCap ----------------------------------------------------------------------------------------------------


def sdk(key="standin-key", path="coinmarketcap", **more):
    return CoinMarketCap(api_key=key, base_url=f"{BASE}/{path}", max_retries=0, **more)


def figures(quote):
    """OHLCV of the SDK's object for one currency."""
    take = quote if isinstance(quote, dict) else quote.to_dict()
    return tuple(take[key] for key in ("open", "high", "low", "close", "volume", "market_cap"))


def series(data):
    rows = data["quotes"] if isinstance(data, dict) else [row.to_dict() for row in data.quotes]
    return [(row["time_open"], row["time_close"], figures(row["quote"]["USD"])) for row in rows]


@check("honest", "coinmarketcap")
def ohlcv_is_the_export():
    client = sdk()
    names = {825: "Tether USDt", 3408: "USDC", 4943: "Dai", 3330: "Pax Dollar", 7129: "TerraClassicUSD", 4172: "Terra Classic"}
    for number, name in names.items():
        bars = real_bars(number)
        if ORIGINALS:
            equal(bars, exported_bars(name), f"{name}: data against the export")
        answer = client.cryptocurrency.ohlcv_historical(
            id=str(number), time_start=(min(bars) - timedelta(days=1)).isoformat(), time_end="2025-12-30", count=10000)
        equal(type(answer).__name__, "CryptocurrencyOHLCVHistoricalResponseModel")
        equal(answer.data.id, number)
        got = series(answer.data)
        wanted = [(f"{day}T00:00:00.000Z", f"{day}T23:59:59.999Z", tuple(map(float, bars[day])))
                  for day in sorted(bars) if day < TODAY]
        equal(len(got), len(wanted), f"{name}: bars")
        for one, other in zip(got, wanted):
            equal(one, other, name)
        equal(answer.status.credit_count, -(-len(wanted) // 100), "credits")
        equal(answer.status.error_code, 0)


@check("honest", "coinmarketcap")
def ohlcv_start_is_exclusive_end_inclusive_and_count_goes_back():
    client = sdk()
    span = client.cryptocurrency.ohlcv_historical(id="825", time_start="2023-03-09", time_end="2023-03-11", count=10)
    equal([row[0][:10] for row in series(span.data)], ["2023-03-10", "2023-03-11"])
    back = client.cryptocurrency.ohlcv_historical(id="825", time_end="2023-03-11", count=3)
    equal([row[0][:10] for row in series(back.data)], ["2023-03-09", "2023-03-10", "2023-03-11"])
    running = client.cryptocurrency.ohlcv_historical(id="825", count=2)
    equal([row[0][:10] for row in series(running.data)], ["2025-12-30", "2025-12-31"])
    equal(running.data.quotes[1].to_dict()["quote"]["USD"]["timestamp"], "2025-12-31T12:00:00.000Z")


@check("honest", "coinmarketcap")
def ohlcv_of_several_is_a_map_and_made_up_days_follow_the_formula():
    answer = sdk().cryptocurrency.ohlcv_historical(
        id="900001,900010,900040", time_start="2023-12-31", time_end="2024-12-31", count=10000)
    data = answer.data.to_dict()
    equal(sorted(data), ["900001", "900010", "900040"])
    for key, one in data.items():
        equal(one["id"], int(key))
        equal(len(one["quotes"]), 366)
        for row in one["quotes"]:
            wanted = made_day(int(key) - 900000, date.fromisoformat(row["time_open"][:10]))
            equal(figures(row["quote"]["USD"]), tuple(map(float, wanted)), key)
    equal(answer.status.credit_count, 11)


@check("honest", "coinmarketcap")
def ohlcv_converts_by_the_ecb():
    rows = csv.DictReader(gzip.open(f"{DATA}/ecb-hist.csv.gz", "rt"))
    dollars = {row["Date"]: float(row["USD"]) for row in rows}
    answer = sdk().cryptocurrency.ohlcv_historical(
        id="3408", time_start="2023-03-12", time_end="2023-03-13", count=10, convert="USD,EUR")
    quote = answer.data.quotes[0].to_dict()["quote"]
    equal(sorted(quote), ["EUR", "USD"])
    equal(quote["EUR"]["close"], quote["USD"]["close"] * (1 / dollars["2023-03-13"]))
    equal(answer.status.credit_count, 2)


@check("honest", "coinmarketcap")
def quotes_of_the_past_are_the_closes():
    answer = sdk().cryptocurrency.quotes_historical(
        id="3408", time_start="2023-03-10T23:59:00.000Z", time_end="2023-03-12T23:59:59.000Z", interval="1d", count=10)
    data = answer.data.to_dict()
    rows = data["3408"]["quotes"]
    bars = real_bars(3408)
    equal([row["timestamp"] for row in rows], [f"2023-03-{day}T23:59:00.000Z" for day in (10, 11, 12)])
    for row, day in zip(rows, (10, 11, 12)):
        _, _, _, close, volume, cap = map(float, bars[date(2023, 3, day)])
        usd = row["quote"]["USD"]
        equal((usd["price"], usd["volume_24h"], usd["market_cap"]), (close, volume, cap))


@check("honest", "coinmarketcap")
def the_map_pages_and_has_the_shared_symbol():
    client = sdk()
    whole = client.cryptocurrency.map(listing_status="active,inactive,untracked")
    ids = [row.id for row in whole.data]
    equal(ids, sorted(set(ids)), "ids in order, once each")
    paged = []
    for start in range(1, 2000, 100):
        page = client.cryptocurrency.map(listing_status="active,inactive,untracked", start=start, limit=100)
        paged += [row.id for row in page.data]
    equal(paged, ids, "pages")
    equal([row.id for row in client.cryptocurrency.map(symbol="USDP").data], [3330, 8886])
    tether = next(row for row in whole.data if row.id == 825)
    equal((tether.symbol, tether.slug, tether.is_active, tether.platform.symbol), ("USDT", "tether", 1, "ETH"))
    active = [row.id for row in client.cryptocurrency.map().data]
    if not set(active) < set(ids):
        raise AssertionError("active assets are some of all")


@check("honest", "coinmarketcap")
def metadata_by_id():
    answer = sdk().cryptocurrency.info(id="825,3330,900001")
    data = answer.data.to_dict()
    equal(sorted(data), ["3330", "825", "900001"])
    equal((data["825"]["slug"], data["3330"]["symbol"], data["900001"]["name"]), ("tether", "USDP", "Made-up 1"))
    equal(data["825"]["urls"]["website"], ["https://tether.to"])


@check("honest", "coinmarketcap")
def latest_quotes_and_listings_agree_with_the_bars():
    client = sdk()
    bars = real_bars(3408)
    wanted = (float(bars[TODAY][0]), *map(float, bars[TODAY - timedelta(days=1)][4:]))
    quotes = client.cryptocurrency.quotes_latest(id="3408,825,900002")
    equal(sorted(row.id for row in quotes.data), [825, 3408, 900002])
    row = next(row for row in quotes.data if row.id == 3408)
    usd = row.quote[0]
    equal((usd.symbol, usd.id), ("USD", 2781))
    equal((usd.price, usd.volume_24h, usd.market_cap), wanted)
    if "usd-stablecoin" not in [tag.slug for tag in row.tags]:
        raise AssertionError("tags are objects")

    listed, start = [], 1
    while True:
        page = client.cryptocurrency.listings_latest(start=str(start), limit="120")
        listed += page.data
        start += 120
        if len(page.data) < 120:
            break
    equal(len(listed), page.status.total_count if hasattr(page.status, "total_count") else len(listed))
    equal(len({row.id for row in listed}), len(listed), "each once")
    row = next(row for row in listed if row.id == 3408)
    equal((row.quote[0].price, row.quote[0].volume_24h, row.quote[0].market_cap), wanted)
    if "stablecoin" not in row.tags:
        raise AssertionError("tags are words")
    if not any(row.quote[0].market_cap == 0 and row.quote[0].volume_24h > 0 and row.self_reported_market_cap for row in listed):
        raise AssertionError("a traded asset without a verified supply")


@check("honest", "coinmarketcap")
def currencies_and_the_key():
    client = sdk()
    fiats = {row.symbol: row.id for row in client.tools.fiat_map().data}
    equal((fiats["USD"], fiats["KZT"], fiats["EUR"]), (2781, 3551, 2790))
    before = client.tools.key_info().data.usage.current_month.credits_used
    client.cryptocurrency.ohlcv_historical(id="825", time_start="2023-01-01", time_end="2023-12-31", count=10000)
    after = client.tools.key_info().data.usage.current_month.credits_used
    equal(after - before, 4, "364 bars are 4 credits")


@check("honest", "coinmarketcap")
def the_door_without_a_key():
    client = CoinMarketCap(environment="public", base_url=f"{BASE}/coinmarketcap/public-api", max_retries=0)
    answer = client.cryptocurrency.quotes_latest(id="825")
    equal(answer.data[0].id, 825)
    equal(answer.status.error_code, "0")
    raises(coinmarketcap.NotFoundError, lambda: client.cryptocurrency.ohlcv_historical(id="825"))


@check("refusals", "coinmarketcap")
def refusals_have_the_documented_codes():
    raises(coinmarketcap.AuthenticationError, lambda: sdk("wrong").cryptocurrency.map(), 1001)
    raises(coinmarketcap.ForbiddenError, lambda: sdk("basic-key").cryptocurrency.ohlcv_historical(id="825"), 1006)
    raises(coinmarketcap.BadRequestError, lambda: sdk().cryptocurrency.info(id="999999999"), 400)
    raises(coinmarketcap.BadRequestError, lambda: sdk().cryptocurrency.map(listing_status="asleep"), 400)
    raises(coinmarketcap.BadRequestError, lambda: sdk().cryptocurrency.quotes_latest(id="825,999999999"), 400)
    kept = sdk().cryptocurrency.quotes_latest(id="825,999999999", skip_invalid="true")
    equal([row.id for row in kept.data], [825])
    narrow = sdk("two-a-minute")
    narrow.cryptocurrency.map(limit=1), narrow.cryptocurrency.map(limit=1)
    raises(coinmarketcap.RateLimitError, lambda: narrow.cryptocurrency.map(limit=1), 1008)
    raises(coinmarketcap.RateLimitError, lambda: sdk("spent").cryptocurrency.map(limit=1), 1010)


@check("limits", "coinmarketcap")
def too_many_requests_say_when_to_come_back():
    error = raises(coinmarketcap.RateLimitError, lambda: sdk().cryptocurrency.map(), 1008)
    equal(error.headers["retry-after"], "1")


# --- Exchanges --------------------------------------------------------------------------------------------------------


def exchange(name):
    venue = getattr(ccxt, name)({"enableRateLimit": False, "options": {"fetchMarkets": {"types": ["spot"]}}})
    if name == "binance":
        venue.urls["api"]["public"] = f"{BASE}/binance/api/v3"
        venue.options["fetchMarkets"] = {"types": ["spot"]}
        venue.options["fetchCurrencies"] = False
    elif name == "bybit":
        venue.urls["api"]["public"] = f"{BASE}/bybit"
        venue.options["fetchMarkets"] = {"types": ["spot"]}
    else:
        venue.urls["api"]["public"] = f"{BASE}/kraken"
    return venue


def seconds(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp())


def real_hours(name):
    lines = gzip.open(f"{DATA}/{name}-1h.csv.gz", "rt").read().split()
    rows = [line.split(",") for line in lines]
    return [[int(row[0]) * 1000, *(float(cell) for cell in row[1:6])] for row in rows]


def paged(venue, symbol, frame, since, limit):
    out = []
    while True:
        page = venue.fetch_ohlcv(symbol, frame, since, limit)
        out += page
        if len(page) < limit:
            return out
        since = page[-1][0] + 1


def made_up_hours_page(name):
    venue = exchange(name)
    equal(venue.load_markets()["MADE3/USDT"]["spot"], True)
    start = seconds("2025-12-01")
    rows = paged(venue, "MADE3/USDT", "1h", start * 1000, 100)
    wanted = [made_candle(3, start + 3600 * hour, 60) for hour in range(30 * 24 + 12)]
    equal(len(rows), len(wanted) + 1, "hours, the running one among them")
    for one, other in zip(rows, wanted):
        equal(one, other, name)


def made_up_days(name):
    start = seconds("2025-12-21")
    rows = exchange(name).fetch_ohlcv("MADE10/USDT", "1d", start * 1000, 10)
    equal(rows, [made_candle(10, start + 86400 * day, 1440) for day in range(10)])


@check("honest", "binance")
def binance_pages_made_up_hours():
    made_up_hours_page("binance")


@check("honest", "binance")
def binance_days_are_their_minutes():
    made_up_days("binance")


@check("honest", "binance")
def binance_real_hours_of_the_depeg():
    wanted = [row for row in real_hours("binance-USDCUSDT") if row[0] >= seconds("2023-03-11") * 1000]
    rows = paged(exchange("binance"), "USDC/USDT", "1h", seconds("2023-03-11") * 1000, 50)
    equal(rows[0][0], seconds("2023-03-11T14:00:00") * 1000, "the market opened at 14:00")
    equal(rows, wanted)


@check("honest", "bybit")
def bybit_pages_made_up_hours():
    made_up_hours_page("bybit")


@check("honest", "bybit")
def bybit_days_are_their_minutes():
    made_up_days("bybit")


@check("honest", "kraken")
def kraken_real_hours_and_its_own_names():
    venue = exchange("kraken")
    markets = venue.load_markets()
    equal((markets["USDC/USD"]["id"], markets["USDT/USD"]["id"]), ("USDCUSD", "USDTZUSD"))
    wanted = [[*row[:5], round(row[5], 8)] for row in real_hours("kraken-USDCUSD")]
    equal(venue.fetch_ohlcv("USDC/USD", "1h"), wanted)
    since = seconds("2023-03-11") * 1000
    equal(venue.fetch_ohlcv("USDC/USD", "1h", since), [row for row in wanted if row[0] >= since])


@check("honest", "kraken")
def kraken_gives_the_720_newest_whatever_is_asked():
    rows = exchange("kraken").fetch_ohlcv("USDT/USD", "1d", seconds("2020-01-01") * 1000)
    equal(len(rows), 720)
    equal(rows[-1][0], seconds("2025-12-31") * 1000, "the running day is the last")
    equal(rows[-11:-1], [made_candle(7, seconds("2025-12-21") + 86400 * day, 1440) for day in range(10)])
    made_up_days("kraken")


@check("refusals", "binance")
def binance_bad_symbol():
    raises(ccxt.BadSymbol, lambda: exchange("binance").publicGetKlines({"symbol": "NOPE", "interval": "1d"}))


@check("refusals", "bybit")
def bybit_bad_symbol():
    asked = {"category": "spot", "symbol": "NOPE", "interval": "D"}
    raises(ccxt.BadSymbol, lambda: exchange("bybit").publicGetV5MarketKline(asked))


@check("refusals", "kraken")
def kraken_bad_pair():
    # ccxt has no class of its own for this one.
    error = raises(ccxt.ExchangeError, lambda: exchange("kraken").publicGetOHLC({"pair": "NOPE"}))
    equal("EQuery:Unknown asset pair" in str(error), True, str(error))


@check("limits", "binance")
def binance_limit():
    # HTTP 429 and 418 are this class to ccxt, whatever the code inside says.
    raises(ccxt.DDoSProtection, lambda: exchange("binance").publicGetKlines({"symbol": "BTCUSDT", "interval": "1d"}))


@check("limits", "bybit")
def bybit_limit():
    asked = {"category": "spot", "symbol": "MADE1USDT", "interval": "D"}
    raises(ccxt.RateLimitExceeded, lambda: exchange("bybit").publicGetV5MarketKline(asked))


@check("limits", "kraken")
def kraken_limit():
    raises(ccxt.DDoSProtection, lambda: exchange("kraken").publicGetOHLC({"pair": "USDTUSD"}))


done, failed = 0, 0
for what, source, function in CHECKS:
    if what != WHAT or ONLY not in (None, source):
        continue
    try:
        function()
    except Exception as error:
        failed += 1
        print(f"FAILED {source}: {function.__name__}: {str(error)[:400]}")
        if os.environ.get("TRACE"):
            traceback.print_exc()
    done += 1
print(f"{WHAT}{' ' + ONLY if ONLY else ''}: {done - failed} of {done} checks")
sys.exit(1 if failed or not done else 0)
