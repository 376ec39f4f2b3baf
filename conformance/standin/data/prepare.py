#!/usr/bin/env python3
"""Cuts the collected originals down to what the stand-in serves. `prepare.py ORIGINALS` writes beside itself.

Figures are copied as text, never through a float. README.md says where each original is from.
"""
import csv, glob, gzip, io, json, os, subprocess, sys
from datetime import date, datetime, timezone
from decimal import Decimal

root, here = sys.argv[1], os.path.dirname(os.path.abspath(__file__))
BARS = {825: "Tether USDt", 3408: "USDC", 4943: "Dai", 3330: "Pax Dollar", 7129: "TerraClassicUSD", 4172: "Terra Classic"}


def put(name, text):
    # No time and no name in the gzip header: the same originals give the same bytes.
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=0) as packed:
        packed.write(text.encode())
    open(os.path.join(here, name), "wb").write(out.getvalue())
    print(f"{len(out.getvalue()):>9}  {name}")


def second(stamp):  # "2018-12-31T19:46:34.000Z" -> seconds into its day
    return int(stamp[11:13]) * 3600 + int(stamp[14:16]) * 60 + int(stamp[17:19])


def bars():
    for number, name in BARS.items():
        days = {}
        for path in glob.glob(f"{root}/coinmarketcap/exports/{name}_*.csv"):
            for row in csv.DictReader(open(path, encoding="utf-8-sig"), delimiter=";"):
                day = row["timeOpen"][:10]
                assert row["timeClose"] == f"{day}T23:59:59.999Z" == row["timestamp"], row
                cells = [str(second(row["timeHigh"])), str(second(row["timeLow"]))]
                cells += [row[key] for key in ("open", "high", "low", "close", "volume", "marketCap", "circulatingSupply")]
                assert days.setdefault(day, cells) == cells, row
        first = date.fromisoformat(min(days))
        lines, before = [], None
        for at, day in enumerate(sorted(days)):
            assert (date.fromisoformat(day) - first).days == at, day
            cells = list(days[day])
            # "=" is the close of the day before, "" the supply of the day before.
            close, supply = cells[5], cells[8]
            if before and cells[2] == before[0]:
                cells[2] = "="
            if before and cells[8] == before[1]:
                cells[8] = ""
            before = (close, supply)
            lines.append(",".join(cells))
        put(f"cmc-bars-{number}.csv.gz", f"{first}\n" + "\n".join(lines) + "\n")


class Text(str):
    """A number as it was written."""


def read(path):
    raw = subprocess.check_output(["zstd", "-dc", f"{root}/coinmarketcap/api/captured-2023/{path}"])
    return json.loads(raw, parse_float=Text, parse_int=Text)


def write(value):
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + write(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def assets():
    quotes, meta, status, tags = {}, {}, {}, {}
    for part in ("1_500", "501_1000", "3001_3500"):
        quotes.update(read(f"quotes/{part}.json.zst")["data"])
        meta.update(read(f"metadata/{part}.json.zst")["data"])
    for row in read("map/1_5000.json.zst")["data"]:
        status[row["id"]] = row["status"]
    for row in quotes.values():
        for tag in row["tags"]:
            tags[tag["slug"]] = tag
    listing = {row["id"]: row for row in read("listings/1_1000.json.zst")["data"]}

    number = lambda text: Decimal(text or "0")
    usd = lambda row: row["quote"]["USD"]
    rank = lambda row: int(row["cmc_rank"] or 10**6)
    chosen = {str(n): listing[str(n)] for n in BARS}
    for row in sorted(listing.values(), key=rank):
        if len(chosen) < 200 or any("stablecoin" in tag for tag in row["tags"]):
            chosen.setdefault(row["id"], row)
    inactive = [row for row in quotes.values() if row["is_active"] == "0"]
    capless = [row for row in quotes.values()
               if row["is_active"] == "1" and number(usd(row)["volume_24h"]) > 0 and number(usd(row)["market_cap"]) == 0]
    reported = [row for row in capless if number(row["self_reported_market_cap"]) > 0]
    nothing = [row for row in quotes.values() if usd(row)["market_cap"] is None]
    print(len(inactive), len(capless), len(reported), len(nothing))
    for row in inactive[:30] + nothing[:10] + reported[:30] + capless[:30]:
        chosen.setdefault(row["id"], row)

    out = []
    for row in sorted(chosen.values(), key=lambda row: int(row["id"])):
        row = dict(row)
        # The newer capture wins; a listing has its tags as plain slugs.
        row = dict(quotes.get(row["id"], row))
        row["tags"] = [tag if isinstance(tag, dict) else
                       tags.get(tag, {"slug": tag, "name": tag.replace("-", " ").title(), "category": "CATEGORY"})
                       for tag in row["tags"]]
        row["tags"] = [tag for tag in row["tags"] if "portfolio" not in tag["slug"]]
        row.setdefault("is_active", Text("1"))
        row.setdefault("is_fiat", Text("0"))
        row["status"] = "active" if row["is_active"] == "1" else "inactive"
        if status.get(row["id"]) == "untracked":
            row["status"] = "untracked"
        if row["id"] in meta:
            row["metadata"] = meta[row["id"]]
        out.append(row)
    # The other asset called USDP is in no part of the captures at hand. Its number, name and slug are known; its figures
    # are made up: traded, but without a market cap.
    nothing = {"percent_change_1h": Text("0"), "percent_change_24h": Text("0"), "percent_change_7d": Text("0")}
    out.append({"id": Text("8886"), "name": "USDP Stablecoin", "symbol": "USDP", "slug": "usdp", "num_market_pairs": Text("3"),
                "date_added": "2021-03-10T00:00:00.000Z", "tags": [], "max_supply": None, "circulating_supply": Text("0"),
                "total_supply": Text("0"), "is_active": Text("1"), "infinite_supply": False, "platform": None,
                "cmc_rank": Text("3900"), "is_fiat": Text("0"), "self_reported_circulating_supply": None,
                "self_reported_market_cap": None, "tvl_ratio": None, "last_updated": "2023-08-16T12:49:00.000Z",
                "quote": {"USD": {"price": Text("0.9"), "volume_24h": Text("12.5"), **nothing, "market_cap": Text("0"),
                                  "market_cap_dominance": Text("0"), "fully_diluted_market_cap": Text("0"), "tvl": None,
                                  "last_updated": "2023-08-16T12:49:00.000Z"}}, "status": "active"})
    out.sort(key=lambda row: int(row["id"]))
    print(len(out), "assets,", sum("metadata" in row for row in out), "with metadata")
    put("cmc-assets.json.gz", "[\n" + ",\n".join(map(write, out)) + "\n]\n")
    fiat = json.load(open(f"{root}/coinmarketcap/api/captured-2023/fiat-map.json"))["data"]
    put("cmc-fiat.json.gz", json.dumps(fiat, ensure_ascii=False, separators=(",", ":")))


def plain(value):
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours(rows):
    out = {}
    for row in rows:
        out.setdefault(int(row[0]) // 3_600_000, []).append(row)
    for hour, minutes in sorted(out.items()):
        total = lambda n: plain(sum(Decimal(row[n]) for row in minutes))
        high, low = max((row[2] for row in minutes), key=Decimal), min((row[3] for row in minutes), key=Decimal)
        yield [str(hour * 3600), minutes[0][1], high, low, minutes[-1][4], total(5), total(7), total(8), total(9), total(10)]


def candles(name, rows):
    body = "\n".join(",".join([row[0]] + [plain(Decimal(cell)) for cell in row[1:]]) for row in rows)
    put(name, body + "\n")


def binance():
    minutes = {}
    for episode in ("terra_luna_2022", "usdc_svb_2023"):
        tar = subprocess.run(f"zstd -dc {root}/exchange/binance-1m/{episode}.tar.zst | tar tf -", shell=True, capture_output=True, text=True).stdout
        for member in sorted(tar.split()):
            if not member.endswith(".csv"):
                continue
            text = subprocess.run(f"zstd -dc {root}/exchange/binance-1m/{episode}.tar.zst | tar xOf - {member}", shell=True, capture_output=True, text=True).stdout
            minutes.setdefault(member.split("/")[1], []).extend(line.split(",") for line in text.split())
    for pair, rows in minutes.items():
        candles(f"binance-{pair}-1h.csv.gz", hours(rows))
        days = {"USDCUSDT": ("2022-05-12", "2023-03-11", "2023-03-12"), "BTCUSDT": ("2023-03-11", )}.get(pair, ())
        keep = [row for row in rows if datetime.fromtimestamp(int(row[0]) / 1000, timezone.utc).date().isoformat() in days]
        if keep:
            candles(f"binance-{pair}-1m.csv.gz", [[str(int(r[0]) // 1000), *r[1:6], *r[7:11]] for r in keep])


def kraken():
    rows = csv.DictReader(open(f"{root}/exchange/transcribed-excerpts/kraken_USDCUSD_1h_2023-03-10_2023-03-13.csv"))
    stamp = lambda text: str(int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()))
    text = "\n".join(",".join([stamp(r["hour_utc"]), r["open"], r["high"], r["low"], r["close"], r["volume"], r["vwap"],
                               str(int(float(r["n_trades"])))]) for r in rows)
    put("kraken-USDCUSD-1h.csv.gz", text + "\n")


def ecb():
    lines = gzip.open(f"{root}/fx/ecb/eurofxref-hist.csv.gz", "rt").read().splitlines()
    put("ecb-hist.csv.gz", "\n".join([lines[0]] + [line for line in lines[1:] if line[:10] >= "2020-01-01"]) + "\n")


bars(), assets(), binance(), kraken(), ecb()
for path in glob.glob(f"{root}/fx/nbk/rates_*.xml") + glob.glob(f"{root}/fx/nbk/rss_*.xml"):
    open(os.path.join(here, "nbk-" + os.path.basename(path)), "wb").write(open(path, "rb").read())
