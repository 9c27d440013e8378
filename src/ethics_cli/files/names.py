"""Words for session ids: easy to say aloud, about nobody and nothing."""

from __future__ import annotations

ADJECTIVES = """
amber ashen azure bold brave bright brisk broad bronze brown calm clear cobalt cool copper coral crisp dapper dawn
deep dusky eager early easy ebony even fair fawn fine firm first fleet fresh gentle gilded glad golden grand green
grey hardy hazel hidden honest humble indigo ivory jade jolly keen khaki kind large late lean level light lilac little
lively lofty long loyal lucid lunar maroon mellow merry mild misty mossy muted navy neat noble ochre olive open orange
pale patient pearl placid plain plum polar proud quick quiet rapid ready rosy round ruby russet rustic sable sage
sandy sepia sharp silent silver simple slate sleek slow small smooth snowy soft solar solid stable steady still stony
sturdy subtle sunny sure swift tall tawny teal tender tidy topaz umber violet warm
""".split()

BIRDS = """
auk avocet barbet bittern booby brant bulbul bunting bustard buzzard canary cassowary chough cockatoo condor coot
cormorant crake crane creeper crow cuckoo curlew dabchick dipper diver dotterel dove drongo duck dunlin dunnock eagle
egret eider emu falcon finch flicker fulmar gadwall gannet godwit goldcrest goose goshawk grackle grebe grouse guan
gull harrier hawk heron hobby honeyeater hoopoe hornbill ibis jackdaw jay kea kestrel kingfisher kinglet kite kiwi
knot lapwing lark linnet loon lorikeet magpie mallard martin merlin moorhen myna nightjar nuthatch oriole osprey
ostrich ousel owl parrot partridge pelican penguin petrel phoebe pigeon pintail pipit plover pochard puffin quail rail
raven redpoll redstart rhea robin roller rook ruff sanderling shag shrike siskin skua skylark snipe sparrow starling
stilt stork swallow swan swift tanager teal tern thrush tit toucan turnstone vireo wagtail warbler waxwing wheatear
whimbrel widgeon wren
""".split()
