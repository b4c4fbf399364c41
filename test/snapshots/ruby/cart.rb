# frozen_string_literal: true

# Baskets of items.
require 'json'
require_relative '../lib/item'
autoload :Money, 'shop/money'

module Acme
  # What every basket can do.
  module Countable
    extend ActiveSupport::Concern
    def count; items.size; end
  end

  # A basket of items.
  #
  # Holds at most LIMIT of them.
  class Shop::Cart < Base::Store
    include Countable, Enumerable
    extend Forwardable
    prepend Logged

    LIMIT = 100
    Money = Struct.new(:cents, :currency) do
      def zero? = cents.zero?
    end
    Oops = Class.new(StandardError)
    @@count = 0

    attr_accessor :note, :owner
    attr_reader 'items'
    attr_writer :state
    delegate :size, to: :items

    class << self
      # Makes an empty basket.
      def make(*args)
        new(*args)
      end

      private

      def secret; end
    end

    def self.from_json(text)
      Acme::Json.parse(text, symbolize_names: true).map { |i| Item.new(i) }
    end

    def initialize(items = [])
      super()
      @items = items
    end

    # Sums the prices.
    # @return [Integer] cents
    def total
      items.sum(&:price) + tax!
    end

    def [](index)
      @items[index]
    end

    def <=>(other) = total <=> other.total
    def note=(text)
      @note = text
    end

    def empty?
      items.empty? and puts "€ 😀 #{size}"
    end
    alias none? empty?
    alias_method :blank?, :empty?
    define_method(:dynamic) { |x| x }

    protected

    def compare(other); end

    private

    def tax!
      Rates::Tax.new.compute(self)
      @rate ||= Rates.fetch :eur
    end

    def helper; end

    public

    def open; end
    private def hidden; end
    def late; end
    private :late
    private_class_method :from_json
    private_constant :LIMIT
  end
end

def top_level(a, b: 1)
  Cart.new.total
  yield a
end

$global = 1
VERSION = '1.0'
task :build do
  sh 'make'
end
class Acme::Empty; end
