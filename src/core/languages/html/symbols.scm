; HTML.

(comment) @comment

((element (start_tag (tag_name) @_heading) (#match? @_heading "^[hH][1-6]$")) @name @definition.namespace
  (#set! native "heading"))
((element (start_tag (tag_name) @_title)) @name @definition.constant
  (#match? @_title "^[tT][iI][tT][lL][eE]$") (#set! native "title"))
((start_tag
  (attribute (attribute_name) @_id [(attribute_value) @name (quoted_attribute_value (attribute_value) @name)])
  (#match? @_id "^[iI][dD]$")) @definition.constant (#set! native "id"))
((self_closing_tag
  (attribute (attribute_name) @_id [(attribute_value) @name (quoted_attribute_value (attribute_value) @name)])
  (#match? @_id "^[iI][dD]$")) @definition.constant (#set! native "id"))

((script_element (start_tag (attribute (attribute_name) @_src
  [(attribute_value) @reference.import @qualifier
    (quoted_attribute_value (attribute_value) @reference.import @qualifier)])))
  (#eq? @_src "src") (#set! name "*"))
((start_tag
  (tag_name) @_link
  (attribute (attribute_name) @_href
    [(attribute_value) @reference.import @qualifier
      (quoted_attribute_value (attribute_value) @reference.import @qualifier)]))
  (#eq? @_link "link") (#eq? @_href "href") (#set! name "*"))
((self_closing_tag
  (tag_name) @_link
  (attribute (attribute_name) @_href
    [(attribute_value) @reference.import @qualifier
      (quoted_attribute_value (attribute_value) @reference.import @qualifier)]))
  (#eq? @_link "link") (#eq? @_href "href") (#set! name "*"))
((start_tag (tag_name) @reference.construct) (#match? @reference.construct "-"))
((self_closing_tag (tag_name) @reference.construct) (#match? @reference.construct "-"))
