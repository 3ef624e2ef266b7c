-- Searches by codes of the library that is served, for wrk, ten hits each.
--   HOURGLASS_CODES=codes.txt HOURGLASS_WITH='[]' wrk -t1 -c16 -d60s --latency -s bench/src/main/wrk/query.lua http://127.0.0.1:7878
-- HOURGLASS_CODES is a file with a code in hexadecimal in each line; HOURGLASS_WITH is what is shown of each hit (default: title and snippet).

local codes = {}
for line in io.lines(os.getenv("HOURGLASS_CODES")) do
  codes[#codes + 1] = line
end
local with = os.getenv("HOURGLASS_WITH")
local shown = with and ', "with": ' .. with or ""

function init()
  math.randomseed(1)
end

function request()
  local body = '{"code": "' .. codes[math.random(#codes)] .. '"' .. shown .. "}"
  return wrk.format("POST", "/api/query", { ["Content-Type"] = "application/json" }, body)
end
