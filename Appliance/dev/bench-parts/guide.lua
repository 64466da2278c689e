-- wrk script: asks for one guide after another. Argument: how many items there are.
function init(args)
  count = tonumber(args[1])
  n = 0
end

function request()
  n = (n + 7919) % count
  return wrk.format("GET", string.format("/items/BENCH-%06d", n))
end
