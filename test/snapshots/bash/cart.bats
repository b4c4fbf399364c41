# Tests of the cart.

load test_helper

setup() {
  cart=$(mktemp)
}

# Says that one and one are two.
@test "adds up: 1 + 1" {
  run total 1 1
  [ "$status" -eq 0 ]
  run -1 --separate-stderr total "$cart"
}

  @test 'it is "empty"' { total; }
