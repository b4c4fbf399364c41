/** Ruby: methods of self, the sides of a class, what is made of a class. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'blocks in the body of a class ask the class': `
//- /cart.rb
class Cart
  def self.it(name)
  end
  one = 1
  [1].each do |one|
    it one
#   ^^ calls cart.rb/Cart#it().
  end
end
`,
  'a method is not looked for in the modules around': `
#- /lib/shop.rb
module Shop
  def self.register(name); end
  module Cart
    register :cart
#   ^^^^^^^^ none
    def self.open
      register :cart
#     ^^^^^^^^ none
      Shop.register :cart
#          ^^^^^^^^ calls lib/shop.rb/Shop/register().
      check
#     ^^^^^ calls lib/shop.rb/check().
    end
  end
end
def check; end
`,
  'a class and its objects': `
#- /lib/task.rb
class Task
  def self.clear; end
  def clear; end
  def self.all; clear; end
#               ^^^^^ calls lib/task.rb/Task#clear().
  def run
    clear
#   ^^^^^ calls lib/task.rb/Task#clear(+1).
    self.clear
#        ^^^^^ calls lib/task.rb/Task#clear(+1).
    all
#   ^^^ none
  end
end
#- /lib/run.rb
require_relative 'task'
Task.clear
#    ^^^^^ calls lib/task.rb/Task#clear().
def go(given)
  task = Task.new
  task.clear
#      ^^^^^ calls lib/task.rb/Task#clear(+1).
  given
# ^^^^^ none
  Task.new.run
#          ^^^ calls lib/task.rb/Task#run().
end
Task.run
#    ^^^ none
`,
  'a module is not made, and may have a method new': `
#- /lib/app.rb
module App
  def self.new(base); end
  class Base; end
end
module Plain; end
#- /lib/run.rb
require_relative 'app'
def run
  App.new(1)
# ^^^ calls lib/app.rb/App/new().
  App::Base.new
#      ^^^^ calls lib/app.rb/App/Base#
  Plain.new
# ^^^^^ none
end
`,
  'what objects hold is known in all their methods, unless it is of two types': `
#- /lib/cart.rb
class Item; attr_reader :count; def price; end; end
class Other; def price; end; end
class Cart
  def initialize(count)
    @item = nil
    @item = Item.new
    @either = Item.new
  end
  def swap; @either = Other.new; end
  def total
    price = 1
    price
#   ^^^^^ none
    @item.price
#         ^^^^^ calls lib/cart.rb/Item#price().
    @item.count
#         ^^^^^ references lib/cart.rb/Item#count.
    @either.price
#           ^^^^^ none
    swap
#   ^^^^ calls lib/cart.rb/Cart#swap().
  end
end
`,

  'what a file defines twice is neither': `
#- /lib/a.rb
class Cart
  if RUBY_ENGINE == 'ruby'
    def total; end
  else
    def total; end
  end
  def count; total; end
#            ^^^^^ none
  def size; count; end
#           ^^^^^ calls lib/a.rb/Cart#count().
end
`,
};

describe('resolver: Ruby', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
