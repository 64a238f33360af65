"""The map of tiles, and its tables."""

from __future__ import annotations

from page_reading import part, shown

from cooperation_kg.authorities import load_authorities
from cooperation_kg.resources import resource
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.territories.model import Commune, Part
from cooperation_kg.web.territories.tiles import HEIGHT, WIDTH, drawing


def commune(insee: str, ept: str = "", department: str = "93") -> Commune:
    return Commune(Cell(f"Commune {insee}"), insee, Part(), Cell(ept, iri=ept), Cell(department))


def test_every_commune_of_the_data_has_a_tile_of_its_own():
    territories = load_authorities(resource("data") / "authorities").territories
    codes = [one.insee for one in territories if one.kind in ("commune", "paris") and one.insee]
    drawn = drawing([commune(code) for code in codes], {})
    assert len(drawn.tiles) == len(codes)
    cells = [
        (x, y)
        for tile in drawn.tiles
        for x in range(tile.x, tile.x + tile.width, WIDTH)
        for y in range(tile.y, tile.y + tile.height, HEIGHT)
    ]
    assert len(cells) == len(set(cells))


def test_neighbours_lie_as_they_do_on_the_ground():
    codes = ("93066", "94028", "92050", "93051", "75056")
    at = {tile.commune.insee: tile for tile in drawing([commune(c) for c in codes], {}).tiles}
    paris = at["75056"]
    assert at["93066"].y < paris.y  # Saint-Denis in the north
    assert at["94028"].y > paris.y  # Créteil in the south
    assert at["92050"].x < paris.x  # Nanterre in the west
    assert at["93051"].x > paris.x  # Noisy-le-Grand in the east


def test_a_commune_without_a_tile_is_left_to_the_tables():
    assert drawing([commune("98001")], {}).tiles == []


def test_borders_are_drawn_once_where_territories_differ():
    # Bondy and Noisy-le-Sec are neighbours on the map.
    pair = [commune("93010", "iri:a"), commune("93053", "iri:b")]
    apart = drawing(pair, {}).borders
    together = drawing([commune("93010", "iri:a"), commune("93053", "iri:a")], {}).borders
    inner = [one for one in apart if one.kind == "ept"]
    assert len(inner) <= 1 and len(together) + len(inner) == len(apart)
    assert len({(one.x1, one.y1, one.x2, one.y2) for one in apart}) == len(apart)


def test_the_tables_say_who_governs_and_what_part_each_takes(sample):
    html = sample.get("/map").text
    above = part(html, "Région, départements et EPT")
    assert "Département de Valmont Valmont Protocole des berges" in above
    communes = part(html, "Communes")
    assert "Établissement public territorial des Trois Rives Voir les 2 communes" in communes
    assert "Rive-Basse 98002 Valmont" in communes
    assert "Communes hors d'un EPT Voir la commune" in communes


def test_the_map_of_the_published_data_links_each_commune(published):
    html = published.get("/map?lang=en").text
    assert 'href="/page/organisation/commune-93055?lang=en"' in html
    assert "Schematic map of the communes, by EPT" in html
    assert "Paris Terres d'Envol" in shown(html)
