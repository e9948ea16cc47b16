// Made by scripts/gen_weights.py from torchvision 0.28.0+cu130. Do not edit.

/** The names of the classes of the data sets that weights are trained on, as torchvision gives them. */
export const categories: Readonly<Record<'imagenet' | 'voc' | 'coco' | 'person' | 'kinetics', readonly string[]>> = {
  imagenet: ["tench", "goldfish", "great white shark", "tiger shark", "hammerhead", "electric ray", "stingray", "cock", "hen", "ostrich", "brambling", "goldfinch", "house finch", "junco", "indigo bunting", "robin", "bulbul", "jay", "magpie", "chickadee", "water ouzel", "kite", "bald eagle", "vulture", "great grey owl", "European fire salamander", "common newt", "eft", "spotted salamander", "axolotl", "bullfrog", "tree frog", "tailed frog", "loggerhead", "leatherback turtle", "mud turtle", "terrapin", "box turtle", "banded gecko", "common iguana", "American chameleon", "whiptail", "agama", "frilled lizard", "alligator lizard", "Gila monster", "green lizard", "African chameleon", "Komodo dragon", "African crocodile", "American alligator", "triceratops", "thunder snake", "ringneck snake", "hognose snake", "green snake", "king snake", "garter snake", "water snake", "vine snake", "night snake", "boa constrictor", "rock python", "Indian cobra", "green mamba", "sea snake", "horned viper", "diamondback", "sidewinder", "trilobite", "harvestman", "scorpion", "black and gold garden spider", "barn spider", "garden spider", "black widow", "tarantula", "wolf spider", "tick", "centipede", "black grouse", "ptarmigan", "ruffed grouse", "prairie chicken", "peacock", "quail", "partridge", "African grey", "macaw", "sulphur-crested cockatoo", "lorikeet", "coucal", "bee eater", "hornbill", "hummingbird", "jacamar", "toucan", "drake", "red-breasted merganser", "goose", "black swan", "tusker", "echidna", "platypus", "wallaby", "koala", "wombat", "jellyfish", "sea anemone", "brain coral", "flatworm", "nematode", "conch", "snail", "slug", "sea slug", "chiton", "chambered nautilus", "Dungeness crab", "rock crab", "fiddler crab", "king crab", "American lobster", "spiny lobster", "crayfish", "hermit crab", "isopod", "white stork", "black stork", "spoonbill", "flamingo", "little blue heron", "American egret", "bittern", "crane bird", "limpkin", "European gallinule", "American coot", "bustard", "ruddy turnstone", "red-backed sandpiper", "redshank", "dowitcher", "oystercatcher", "pelican", "king penguin", "albatross", "grey whale", "killer whale", "dugong", "sea lion", "Chihuahua", "Japanese spaniel", "Maltese dog", "Pekinese", "Shih-Tzu", "Blenheim spaniel", "papillon", "toy terrier", "Rhodesian ridgeback", "Afghan hound", "basset", "beagle", "bloodhound", "bluetick", "black-and-tan coonhound", "Walker hound", "English foxhound", "redbone", "borzoi", "Irish wolfhound", "Italian greyhound", "whippet", "Ibizan hound", "Norwegian elkhound", "otterhound", "Saluki", "Scottish deerhound", "Weimaraner", "Staffordshire bullterrier", "American Staffordshire terrier", "Bedlington terrier", "Border terrier", "Kerry blue terrier", "Irish terrier", "Norfolk terrier", "Norwich terrier", "Yorkshire terrier", "wire-haired fox terrier", "Lakeland terrier", "Sealyham terrier", "Airedale", "cairn", "Australian terrier", "Dandie Dinmont", "Boston bull", "miniature schnauzer", "giant schnauzer", "standard schnauzer", "Scotch terrier", "Tibetan terrier", "silky terrier", "soft-coated wheaten terrier", "West Highland white terrier", "Lhasa", "flat-coated retriever", "curly-coated retriever", "golden retriever", "Labrador retriever", "Chesapeake Bay retriever", "German short-haired pointer", "vizsla", "English setter", "Irish setter", "Gordon setter", "Brittany spaniel", "clumber", "English springer", "Welsh springer spaniel", "cocker spaniel", "Sussex spaniel", "Irish water spaniel", "kuvasz", "schipperke", "groenendael", "malinois", "briard", "kelpie", "komondor", "Old English sheepdog", "Shetland sheepdog", "collie", "Border collie", "Bouvier des Flandres", "Rottweiler", "German shepherd", "Doberman", "miniature pinscher", "Greater Swiss Mountain dog", "Bernese mountain dog", "Appenzeller", "EntleBucher", "boxer", "bull mastiff", "Tibetan mastiff", "French bulldog", "Great Dane", "Saint Bernard", "Eskimo dog", "malamute", "Siberian husky", "dalmatian", "affenpinscher", "basenji", "pug", "Leonberg", "Newfoundland", "Great Pyrenees", "Samoyed", "Pomeranian", "chow", "keeshond", "Brabancon griffon", "Pembroke", "Cardigan", "toy poodle", "miniature poodle", "standard poodle", "Mexican hairless", "timber wolf", "white wolf", "red wolf", "coyote", "dingo", "dhole", "African hunting dog", "hyena", "red fox", "kit fox", "Arctic fox", "grey fox", "tabby", "tiger cat", "Persian cat", "Siamese cat", "Egyptian cat", "cougar", "lynx", "leopard", "snow leopard", "jaguar", "lion", "tiger", "cheetah", "brown bear", "American black bear", "ice bear", "sloth bear", "mongoose", "meerkat", "tiger beetle", "ladybug", "ground beetle", "long-horned beetle", "leaf beetle", "dung beetle", "rhinoceros beetle", "weevil", "fly", "bee", "ant", "grasshopper", "cricket", "walking stick", "cockroach", "mantis", "cicada", "leafhopper", "lacewing", "dragonfly", "damselfly", "admiral", "ringlet", "monarch", "cabbage butterfly", "sulphur butterfly", "lycaenid", "starfish", "sea urchin", "sea cucumber", "wood rabbit", "hare", "Angora", "hamster", "porcupine", "fox squirrel", "marmot", "beaver", "guinea pig", "sorrel", "zebra", "hog", "wild boar", "warthog", "hippopotamus", "ox", "water buffalo", "bison", "ram", "bighorn", "ibex", "hartebeest", "impala", "gazelle", "Arabian camel", "llama", "weasel", "mink", "polecat", "black-footed ferret", "otter", "skunk", "badger", "armadillo", "three-toed sloth", "orangutan", "gorilla", "chimpanzee", "gibbon", "siamang", "guenon", "patas", "baboon", "macaque", "langur", "colobus", "proboscis monkey", "marmoset", "capuchin", "howler monkey", "titi", "spider monkey", "squirrel monkey", "Madagascar cat", "indri", "Indian elephant", "African elephant", "lesser panda", "giant panda", "barracouta", "eel", "coho", "rock beauty", "anemone fish", "sturgeon", "gar", "lionfish", "puffer", "abacus", "abaya", "academic gown", "accordion", "acoustic guitar", "aircraft carrier", "airliner", "airship", "altar", "ambulance", "amphibian", "analog clock", "apiary", "apron", "ashcan", "assault rifle", "backpack", "bakery", "balance beam", "balloon", "ballpoint", "Band Aid", "banjo", "bannister", "barbell", "barber chair", "barbershop", "barn", "barometer", "barrel", "barrow", "baseball", "basketball", "bassinet", "bassoon", "bathing cap", "bath towel", "bathtub", "beach wagon", "beacon", "beaker", "bearskin", "beer bottle", "beer glass", "bell cote", "bib", "bicycle-built-for-two", "bikini", "binder", "binoculars", "birdhouse", "boathouse", "bobsled", "bolo tie", "bonnet", "bookcase", "bookshop", "bottlecap", "bow", "bow tie", "brass", "brassiere", "breakwater", "breastplate", "broom", "bucket", "buckle", "bulletproof vest", "bullet train", "butcher shop", "cab", "caldron", "candle", "cannon", "canoe", "can opener", "cardigan", "car mirror", "carousel", "carpenter's kit", "carton", "car wheel", "cash machine", "cassette", "cassette player", "castle", "catamaran", "CD player", "cello", "cellular telephone", "chain", "chainlink fence", "chain mail", "chain saw", "chest", "chiffonier", "chime", "china cabinet", "Christmas stocking", "church", "cinema", "cleaver", "cliff dwelling", "cloak", "clog", "cocktail shaker", "coffee mug", "coffeepot", "coil", "combination lock", "computer keyboard", "confectionery", "container ship", "convertible", "corkscrew", "cornet", "cowboy boot", "cowboy hat", "cradle", "crane", "crash helmet", "crate", "crib", "Crock Pot", "croquet ball", "crutch", "cuirass", "dam", "desk", "desktop computer", "dial telephone", "diaper", "digital clock", "digital watch", "dining table", "dishrag", "dishwasher", "disk brake", "dock", "dogsled", "dome", "doormat", "drilling platform", "drum", "drumstick", "dumbbell", "Dutch oven", "electric fan", "electric guitar", "electric locomotive", "entertainment center", "envelope", "espresso maker", "face powder", "feather boa", "file", "fireboat", "fire engine", "fire screen", "flagpole", "flute", "folding chair", "football helmet", "forklift", "fountain", "fountain pen", "four-poster", "freight car", "French horn", "frying pan", "fur coat", "garbage truck", "gasmask", "gas pump", "goblet", "go-kart", "golf ball", "golfcart", "gondola", "gong", "gown", "grand piano", "greenhouse", "grille", "grocery store", "guillotine", "hair slide", "hair spray", "half track", "hammer", "hamper", "hand blower", "hand-held computer", "handkerchief", "hard disc", "harmonica", "harp", "harvester", "hatchet", "holster", "home theater", "honeycomb", "hook", "hoopskirt", "horizontal bar", "horse cart", "hourglass", "iPod", "iron", "jack-o'-lantern", "jean", "jeep", "jersey", "jigsaw puzzle", "jinrikisha", "joystick", "kimono", "knee pad", "knot", "lab coat", "ladle", "lampshade", "laptop", "lawn mower", "lens cap", "letter opener", "library", "lifeboat", "lighter", "limousine", "liner", "lipstick", "Loafer", "lotion", "loudspeaker", "loupe", "lumbermill", "magnetic compass", "mailbag", "mailbox", "maillot", "maillot tank suit", "manhole cover", "maraca", "marimba", "mask", "matchstick", "maypole", "maze", "measuring cup", "medicine chest", "megalith", "microphone", "microwave", "military uniform", "milk can", "minibus", "miniskirt", "minivan", "missile", "mitten", "mixing bowl", "mobile home", "Model T", "modem", "monastery", "monitor", "moped", "mortar", "mortarboard", "mosque", "mosquito net", "motor scooter", "mountain bike", "mountain tent", "mouse", "mousetrap", "moving van", "muzzle", "nail", "neck brace", "necklace", "nipple", "notebook", "obelisk", "oboe", "ocarina", "odometer", "oil filter", "organ", "oscilloscope", "overskirt", "oxcart", "oxygen mask", "packet", "paddle", "paddlewheel", "padlock", "paintbrush", "pajama", "palace", "panpipe", "paper towel", "parachute", "parallel bars", "park bench", "parking meter", "passenger car", "patio", "pay-phone", "pedestal", "pencil box", "pencil sharpener", "perfume", "Petri dish", "photocopier", "pick", "pickelhaube", "picket fence", "pickup", "pier", "piggy bank", "pill bottle", "pillow", "ping-pong ball", "pinwheel", "pirate", "pitcher", "plane", "planetarium", "plastic bag", "plate rack", "plow", "plunger", "Polaroid camera", "pole", "police van", "poncho", "pool table", "pop bottle", "pot", "potter's wheel", "power drill", "prayer rug", "printer", "prison", "projectile", "projector", "puck", "punching bag", "purse", "quill", "quilt", "racer", "racket", "radiator", "radio", "radio telescope", "rain barrel", "recreational vehicle", "reel", "reflex camera", "refrigerator", "remote control", "restaurant", "revolver", "rifle", "rocking chair", "rotisserie", "rubber eraser", "rugby ball", "rule", "running shoe", "safe", "safety pin", "saltshaker", "sandal", "sarong", "sax", "scabbard", "scale", "school bus", "schooner", "scoreboard", "screen", "screw", "screwdriver", "seat belt", "sewing machine", "shield", "shoe shop", "shoji", "shopping basket", "shopping cart", "shovel", "shower cap", "shower curtain", "ski", "ski mask", "sleeping bag", "slide rule", "sliding door", "slot", "snorkel", "snowmobile", "snowplow", "soap dispenser", "soccer ball", "sock", "solar dish", "sombrero", "soup bowl", "space bar", "space heater", "space shuttle", "spatula", "speedboat", "spider web", "spindle", "sports car", "spotlight", "stage", "steam locomotive", "steel arch bridge", "steel drum", "stethoscope", "stole", "stone wall", "stopwatch", "stove", "strainer", "streetcar", "stretcher", "studio couch", "stupa", "submarine", "suit", "sundial", "sunglass", "sunglasses", "sunscreen", "suspension bridge", "swab", "sweatshirt", "swimming trunks", "swing", "switch", "syringe", "table lamp", "tank", "tape player", "teapot", "teddy", "television", "tennis ball", "thatch", "theater curtain", "thimble", "thresher", "throne", "tile roof", "toaster", "tobacco shop", "toilet seat", "torch", "totem pole", "tow truck", "toyshop", "tractor", "trailer truck", "tray", "trench coat", "tricycle", "trimaran", "tripod", "triumphal arch", "trolleybus", "trombone", "tub", "turnstile", "typewriter keyboard", "umbrella", "unicycle", "upright", "vacuum", "vase", "vault", "velvet", "vending machine", "vestment", "viaduct", "violin", "volleyball", "waffle iron", "wall clock", "wallet", "wardrobe", "warplane", "washbasin", "washer", "water bottle", "water jug", "water tower", "whiskey jug", "whistle", "wig", "window screen", "window shade", "Windsor tie", "wine bottle", "wing", "wok", "wooden spoon", "wool", "worm fence", "wreck", "yawl", "yurt", "web site", "comic book", "crossword puzzle", "street sign", "traffic light", "book jacket", "menu", "plate", "guacamole", "consomme", "hot pot", "trifle", "ice cream", "ice lolly", "French loaf", "bagel", "pretzel", "cheeseburger", "hotdog", "mashed potato", "head cabbage", "broccoli", "cauliflower", "zucchini", "spaghetti squash", "acorn squash", "butternut squash", "cucumber", "artichoke", "bell pepper", "cardoon", "mushroom", "Granny Smith", "strawberry", "orange", "lemon", "fig", "pineapple", "banana", "jackfruit", "custard apple", "pomegranate", "hay", "carbonara", "chocolate sauce", "dough", "meat loaf", "pizza", "potpie", "burrito", "red wine", "espresso", "cup", "eggnog", "alp", "bubble", "cliff", "coral reef", "geyser", "lakeside", "promontory", "sandbar", "seashore", "valley", "volcano", "ballplayer", "groom", "scuba diver", "rapeseed", "daisy", "yellow lady's slipper", "corn", "acorn", "hip", "buckeye", "coral fungus", "agaric", "gyromitra", "stinkhorn", "earthstar", "hen-of-the-woods", "bolete", "ear", "toilet tissue"],
  voc: ["__background__", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"],
  coco: ["__background__", "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light", "fire hydrant", "N/A", "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe", "N/A", "backpack", "umbrella", "N/A", "N/A", "handbag", "tie", "suitcase", "frisbee", "skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard", "tennis racket", "bottle", "N/A", "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple", "sandwich", "orange", "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch", "potted plant", "bed", "N/A", "dining table", "N/A", "N/A", "toilet", "N/A", "tv", "laptop", "mouse", "remote", "keyboard", "cell phone", "microwave", "oven", "toaster", "sink", "refrigerator", "N/A", "book", "clock", "vase", "scissors", "teddy bear", "hair drier", "toothbrush"],
  person: ["no person", "person"],
  kinetics: ["abseiling", "air drumming", "answering questions", "applauding", "applying cream", "archery", "arm wrestling", "arranging flowers", "assembling computer", "auctioning", "baby waking up", "baking cookies", "balloon blowing", "bandaging", "barbequing", "bartending", "beatboxing", "bee keeping", "belly dancing", "bench pressing", "bending back", "bending metal", "biking through snow", "blasting sand", "blowing glass", "blowing leaves", "blowing nose", "blowing out candles", "bobsledding", "bookbinding", "bouncing on trampoline", "bowling", "braiding hair", "breading or breadcrumbing", "breakdancing", "brush painting", "brushing hair", "brushing teeth", "building cabinet", "building shed", "bungee jumping", "busking", "canoeing or kayaking", "capoeira", "carrying baby", "cartwheeling", "carving pumpkin", "catching fish", "catching or throwing baseball", "catching or throwing frisbee", "catching or throwing softball", "celebrating", "changing oil", "changing wheel", "checking tires", "cheerleading", "chopping wood", "clapping", "clay pottery making", "clean and jerk", "cleaning floor", "cleaning gutters", "cleaning pool", "cleaning shoes", "cleaning toilet", "cleaning windows", "climbing a rope", "climbing ladder", "climbing tree", "contact juggling", "cooking chicken", "cooking egg", "cooking on campfire", "cooking sausages", "counting money", "country line dancing", "cracking neck", "crawling baby", "crossing river", "crying", "curling hair", "cutting nails", "cutting pineapple", "cutting watermelon", "dancing ballet", "dancing charleston", "dancing gangnam style", "dancing macarena", "deadlifting", "decorating the christmas tree", "digging", "dining", "disc golfing", "diving cliff", "dodgeball", "doing aerobics", "doing laundry", "doing nails", "drawing", "dribbling basketball", "drinking", "drinking beer", "drinking shots", "driving car", "driving tractor", "drop kicking", "drumming fingers", "dunking basketball", "dying hair", "eating burger", "eating cake", "eating carrots", "eating chips", "eating doughnuts", "eating hotdog", "eating ice cream", "eating spaghetti", "eating watermelon", "egg hunting", "exercising arm", "exercising with an exercise ball", "extinguishing fire", "faceplanting", "feeding birds", "feeding fish", "feeding goats", "filling eyebrows", "finger snapping", "fixing hair", "flipping pancake", "flying kite", "folding clothes", "folding napkins", "folding paper", "front raises", "frying vegetables", "garbage collecting", "gargling", "getting a haircut", "getting a tattoo", "giving or receiving award", "golf chipping", "golf driving", "golf putting", "grinding meat", "grooming dog", "grooming horse", "gymnastics tumbling", "hammer throw", "headbanging", "headbutting", "high jump", "high kick", "hitting baseball", "hockey stop", "holding snake", "hopscotch", "hoverboarding", "hugging", "hula hooping", "hurdling", "hurling (sport)", "ice climbing", "ice fishing", "ice skating", "ironing", "javelin throw", "jetskiing", "jogging", "juggling balls", "juggling fire", "juggling soccer ball", "jumping into pool", "jumpstyle dancing", "kicking field goal", "kicking soccer ball", "kissing", "kitesurfing", "knitting", "krumping", "laughing", "laying bricks", "long jump", "lunge", "making a cake", "making a sandwich", "making bed", "making jewelry", "making pizza", "making snowman", "making sushi", "making tea", "marching", "massaging back", "massaging feet", "massaging legs", "massaging person's head", "milking cow", "mopping floor", "motorcycling", "moving furniture", "mowing lawn", "news anchoring", "opening bottle", "opening present", "paragliding", "parasailing", "parkour", "passing American football (in game)", "passing American football (not in game)", "peeling apples", "peeling potatoes", "petting animal (not cat)", "petting cat", "picking fruit", "planting trees", "plastering", "playing accordion", "playing badminton", "playing bagpipes", "playing basketball", "playing bass guitar", "playing cards", "playing cello", "playing chess", "playing clarinet", "playing controller", "playing cricket", "playing cymbals", "playing didgeridoo", "playing drums", "playing flute", "playing guitar", "playing harmonica", "playing harp", "playing ice hockey", "playing keyboard", "playing kickball", "playing monopoly", "playing organ", "playing paintball", "playing piano", "playing poker", "playing recorder", "playing saxophone", "playing squash or racquetball", "playing tennis", "playing trombone", "playing trumpet", "playing ukulele", "playing violin", "playing volleyball", "playing xylophone", "pole vault", "presenting weather forecast", "pull ups", "pumping fist", "pumping gas", "punching bag", "punching person (boxing)", "push up", "pushing car", "pushing cart", "pushing wheelchair", "reading book", "reading newspaper", "recording music", "riding a bike", "riding camel", "riding elephant", "riding mechanical bull", "riding mountain bike", "riding mule", "riding or walking with horse", "riding scooter", "riding unicycle", "ripping paper", "robot dancing", "rock climbing", "rock scissors paper", "roller skating", "running on treadmill", "sailing", "salsa dancing", "sanding floor", "scrambling eggs", "scuba diving", "setting table", "shaking hands", "shaking head", "sharpening knives", "sharpening pencil", "shaving head", "shaving legs", "shearing sheep", "shining shoes", "shooting basketball", "shooting goal (soccer)", "shot put", "shoveling snow", "shredding paper", "shuffling cards", "side kick", "sign language interpreting", "singing", "situp", "skateboarding", "ski jumping", "skiing (not slalom or crosscountry)", "skiing crosscountry", "skiing slalom", "skipping rope", "skydiving", "slacklining", "slapping", "sled dog racing", "smoking", "smoking hookah", "snatch weight lifting", "sneezing", "sniffing", "snorkeling", "snowboarding", "snowkiting", "snowmobiling", "somersaulting", "spinning poi", "spray painting", "spraying", "springboard diving", "squat", "sticking tongue out", "stomping grapes", "stretching arm", "stretching leg", "strumming guitar", "surfing crowd", "surfing water", "sweeping floor", "swimming backstroke", "swimming breast stroke", "swimming butterfly stroke", "swing dancing", "swinging legs", "swinging on something", "sword fighting", "tai chi", "taking a shower", "tango dancing", "tap dancing", "tapping guitar", "tapping pen", "tasting beer", "tasting food", "testifying", "texting", "throwing axe", "throwing ball", "throwing discus", "tickling", "tobogganing", "tossing coin", "tossing salad", "training dog", "trapezing", "trimming or shaving beard", "trimming trees", "triple jump", "tying bow tie", "tying knot (not on a tie)", "tying tie", "unboxing", "unloading truck", "using computer", "using remote controller (not gaming)", "using segway", "vault", "waiting in line", "walking the dog", "washing dishes", "washing feet", "washing hair", "washing hands", "water skiing", "water sliding", "watering plants", "waxing back", "waxing chest", "waxing eyebrows", "waxing legs", "weaving basket", "welding", "whistling", "windsurfing", "wrapping present", "wrestling", "writing", "yawning", "yoga", "zumba"]
};

export const visionWeights = {
 "AlexNet_Weights": {
  "builder": "alexnet",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/alexnet-owt-7be5be79.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 61100840,
     "min_size": [
      63,
      63
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 56.522,
       "acc@5": 79.066
      }
     },
     "_ops": 0.714,
     "_file_size": 233.087
    }
   }
  }
 },
 "ConvNeXt_Base_Weights": {
  "builder": "convnext_base",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/convnext_base-6075fbad.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#convnext",
     "num_params": 88591464,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.062,
       "acc@5": 96.87
      }
     },
     "_ops": 15.355,
     "_file_size": 338.064
    }
   }
  }
 },
 "ConvNeXt_Large_Weights": {
  "builder": "convnext_large",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/convnext_large-ea097f82.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#convnext",
     "num_params": 197767336,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.414,
       "acc@5": 96.976
      }
     },
     "_ops": 34.361,
     "_file_size": 754.537
    }
   }
  }
 },
 "ConvNeXt_Small_Weights": {
  "builder": "convnext_small",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/convnext_small-0c510722.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 230
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#convnext",
     "num_params": 50223688,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.616,
       "acc@5": 96.65
      }
     },
     "_ops": 8.684,
     "_file_size": 191.703
    }
   }
  }
 },
 "ConvNeXt_Tiny_Weights": {
  "builder": "convnext_tiny",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/convnext_tiny-983f1562.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 236
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#convnext",
     "num_params": 28589128,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.52,
       "acc@5": 96.146
      }
     },
     "_ops": 4.456,
     "_file_size": 109.119
    }
   }
  }
 },
 "DenseNet121_Weights": {
  "builder": "densenet121",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/densenet121-a639ec97.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      29,
      29
     ],
     "recipe": "https://github.com/pytorch/vision/pull/116",
     "num_params": 7978856,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 74.434,
       "acc@5": 91.972
      }
     },
     "_ops": 2.834,
     "_file_size": 30.845
    }
   }
  }
 },
 "DenseNet161_Weights": {
  "builder": "densenet161",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/densenet161-8d451a50.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      29,
      29
     ],
     "recipe": "https://github.com/pytorch/vision/pull/116",
     "num_params": 28681000,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.138,
       "acc@5": 93.56
      }
     },
     "_ops": 7.728,
     "_file_size": 110.369
    }
   }
  }
 },
 "DenseNet169_Weights": {
  "builder": "densenet169",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/densenet169-b2777c0a.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      29,
      29
     ],
     "recipe": "https://github.com/pytorch/vision/pull/116",
     "num_params": 14149480,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 75.6,
       "acc@5": 92.806
      }
     },
     "_ops": 3.36,
     "_file_size": 54.708
    }
   }
  }
 },
 "DenseNet201_Weights": {
  "builder": "densenet201",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/densenet201-c1103571.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      29,
      29
     ],
     "recipe": "https://github.com/pytorch/vision/pull/116",
     "num_params": 20013928,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.896,
       "acc@5": 93.37
      }
     },
     "_ops": 4.291,
     "_file_size": 77.373
    }
   }
  }
 },
 "EfficientNet_B0_Weights": {
  "builder": "efficientnet_b0",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b0_rwightman-7f5810bc.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 256,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 5288548,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.692,
       "acc@5": 93.532
      }
     },
     "_ops": 0.386,
     "_file_size": 20.451
    }
   }
  }
 },
 "EfficientNet_B1_Weights": {
  "builder": "efficientnet_b1",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b1_rwightman-bac287d4.pth",
    "preset": {
     "crop_size": 240,
     "resize_size": 256,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 7794184,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.642,
       "acc@5": 94.186
      }
     },
     "_ops": 0.687,
     "_file_size": 30.134
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/efficientnet_b1-c27df63c.pth",
    "preset": {
     "crop_size": 240,
     "resize_size": 255,
     "interpolation": "bilinear"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-lr-wd-crop-tuning",
     "num_params": 7794184,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 79.838,
       "acc@5": 94.934
      }
     },
     "_ops": 0.687,
     "_file_size": 30.136
    }
   }
  }
 },
 "EfficientNet_B2_Weights": {
  "builder": "efficientnet_b2",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b2_rwightman-c35c1473.pth",
    "preset": {
     "crop_size": 288,
     "resize_size": 288,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 9109994,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.608,
       "acc@5": 95.31
      }
     },
     "_ops": 1.088,
     "_file_size": 35.174
    }
   }
  }
 },
 "EfficientNet_B3_Weights": {
  "builder": "efficientnet_b3",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b3_rwightman-b3899882.pth",
    "preset": {
     "crop_size": 300,
     "resize_size": 320,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 12233232,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.008,
       "acc@5": 96.054
      }
     },
     "_ops": 1.827,
     "_file_size": 47.184
    }
   }
  }
 },
 "EfficientNet_B4_Weights": {
  "builder": "efficientnet_b4",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b4_rwightman-23ab8bcd.pth",
    "preset": {
     "crop_size": 380,
     "resize_size": 384,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 19341616,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.384,
       "acc@5": 96.594
      }
     },
     "_ops": 4.394,
     "_file_size": 74.489
    }
   }
  }
 },
 "EfficientNet_B5_Weights": {
  "builder": "efficientnet_b5",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b5_lukemelas-1a07897c.pth",
    "preset": {
     "crop_size": 456,
     "resize_size": 456,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 30389784,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.444,
       "acc@5": 96.628
      }
     },
     "_ops": 10.266,
     "_file_size": 116.864
    }
   }
  }
 },
 "EfficientNet_B6_Weights": {
  "builder": "efficientnet_b6",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b6_lukemelas-24a108a5.pth",
    "preset": {
     "crop_size": 528,
     "resize_size": 528,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 43040704,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.008,
       "acc@5": 96.916
      }
     },
     "_ops": 19.068,
     "_file_size": 165.362
    }
   }
  }
 },
 "EfficientNet_B7_Weights": {
  "builder": "efficientnet_b7",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_b7_lukemelas-c5b4e57e.pth",
    "preset": {
     "crop_size": 600,
     "resize_size": 600,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v1",
     "num_params": 66347960,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.122,
       "acc@5": 96.908
      }
     },
     "_ops": 37.746,
     "_file_size": 254.675
    }
   }
  }
 },
 "EfficientNet_V2_L_Weights": {
  "builder": "efficientnet_v2_l",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_v2_l-59c71312.pth",
    "preset": {
     "crop_size": 480,
     "resize_size": 480,
     "interpolation": "bicubic",
     "mean": [
      0.5,
      0.5,
      0.5
     ],
     "std": [
      0.5,
      0.5,
      0.5
     ]
    },
    "meta": {
     "min_size": [
      33,
      33
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v2",
     "num_params": 118515272,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 85.808,
       "acc@5": 97.788
      }
     },
     "_ops": 56.08,
     "_file_size": 454.573
    }
   }
  }
 },
 "EfficientNet_V2_M_Weights": {
  "builder": "efficientnet_v2_m",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_v2_m-dc08266a.pth",
    "preset": {
     "crop_size": 480,
     "resize_size": 480,
     "interpolation": "bilinear"
    },
    "meta": {
     "min_size": [
      33,
      33
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v2",
     "num_params": 54139356,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 85.112,
       "acc@5": 97.156
      }
     },
     "_ops": 24.582,
     "_file_size": 208.01
    }
   }
  }
 },
 "EfficientNet_V2_S_Weights": {
  "builder": "efficientnet_v2_s",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/efficientnet_v2_s-dd5fe13b.pth",
    "preset": {
     "crop_size": 384,
     "resize_size": 384,
     "interpolation": "bilinear"
    },
    "meta": {
     "min_size": [
      33,
      33
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#efficientnet-v2",
     "num_params": 21458488,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.228,
       "acc@5": 96.878
      }
     },
     "_ops": 8.366,
     "_file_size": 82.704
    }
   }
  }
 },
 "GoogLeNet_Weights": {
  "builder": "googlenet",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/googlenet-1378be20.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 6624904,
     "min_size": [
      15,
      15
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#googlenet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 69.778,
       "acc@5": 89.53
      }
     },
     "_ops": 1.498,
     "_file_size": 49.731
    }
   }
  }
 },
 "Inception_V3_Weights": {
  "builder": "inception_v3",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/inception_v3_google-0cc3c7bd.pth",
    "preset": {
     "crop_size": 299,
     "resize_size": 342
    },
    "meta": {
     "num_params": 27161264,
     "min_size": [
      75,
      75
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#inception-v3",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.294,
       "acc@5": 93.45
      }
     },
     "_ops": 5.713,
     "_file_size": 103.903
    }
   }
  }
 },
 "MaxVit_T_Weights": {
  "builder": "maxvit_t",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/maxvit_t-bc5ab103.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 30919624,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#maxvit",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.7,
       "acc@5": 96.722
      }
     },
     "_ops": 5.558,
     "_file_size": 118.769
    }
   }
  }
 },
 "MNASNet0_5_Weights": {
  "builder": "mnasnet0_5",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mnasnet0.5_top1_67.823-3ffadce67e.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/1e100/mnasnet_trainer",
     "num_params": 2218512,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 67.734,
       "acc@5": 87.49
      }
     },
     "_ops": 0.104,
     "_file_size": 8.591
    }
   }
  }
 },
 "MNASNet0_75_Weights": {
  "builder": "mnasnet0_75",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mnasnet0_75-7090bc5f.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/6019",
     "num_params": 3170208,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 71.18,
       "acc@5": 90.496
      }
     },
     "_ops": 0.215,
     "_file_size": 12.303
    }
   }
  }
 },
 "MNASNet1_0_Weights": {
  "builder": "mnasnet1_0",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mnasnet1.0_top1_73.512-f206786ef8.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/1e100/mnasnet_trainer",
     "num_params": 4383312,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 73.456,
       "acc@5": 91.51
      }
     },
     "_ops": 0.314,
     "_file_size": 16.915
    }
   }
  }
 },
 "MNASNet1_3_Weights": {
  "builder": "mnasnet1_3",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mnasnet1_3-a4c69d6f.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/6019",
     "num_params": 6282256,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.506,
       "acc@5": 93.522
      }
     },
     "_ops": 0.526,
     "_file_size": 24.246
    }
   }
  }
 },
 "MobileNet_V2_Weights": {
  "builder": "mobilenet_v2",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mobilenet_v2-b0353104.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 3504872,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#mobilenetv2",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 71.878,
       "acc@5": 90.286
      }
     },
     "_ops": 0.301,
     "_file_size": 13.555
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/mobilenet_v2-7ebf99e0.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "num_params": 3504872,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-reg-tuning",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 72.154,
       "acc@5": 90.822
      }
     },
     "_ops": 0.301,
     "_file_size": 13.598
    }
   }
  }
 },
 "MobileNet_V3_Large_Weights": {
  "builder": "mobilenet_v3_large",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mobilenet_v3_large-8738ca79.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 5483032,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#mobilenetv3-large--small",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 74.042,
       "acc@5": 91.34
      }
     },
     "_ops": 0.217,
     "_file_size": 21.114
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/mobilenet_v3_large-5c1a4163.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 5483032,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-reg-tuning",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 75.274,
       "acc@5": 92.566
      }
     },
     "_ops": 0.217,
     "_file_size": 21.107
    }
   }
  }
 },
 "MobileNet_V3_Small_Weights": {
  "builder": "mobilenet_v3_small",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/mobilenet_v3_small-047dcff4.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 2542856,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#mobilenetv3-large--small",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 67.668,
       "acc@5": 87.402
      }
     },
     "_ops": 0.057,
     "_file_size": 9.829
    }
   }
  }
 },
 "RegNet_X_16GF_Weights": {
  "builder": "regnet_x_16gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_16gf-2007eb11.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 54278536,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#medium-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.058,
       "acc@5": 94.944
      }
     },
     "_ops": 15.941,
     "_file_size": 207.627
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_16gf-ba3796d7.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 54278536,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.716,
       "acc@5": 96.196
      }
     },
     "_ops": 15.941,
     "_file_size": 207.627
    }
   }
  }
 },
 "RegNet_X_1_6GF_Weights": {
  "builder": "regnet_x_1_6gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_1_6gf-e3633e7f.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 9190136,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.04,
       "acc@5": 93.44
      }
     },
     "_ops": 1.603,
     "_file_size": 35.339
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_1_6gf-a12f2b72.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 9190136,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-fixres",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 79.668,
       "acc@5": 94.922
      }
     },
     "_ops": 1.603,
     "_file_size": 35.339
    }
   }
  }
 },
 "RegNet_X_32GF_Weights": {
  "builder": "regnet_x_32gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_32gf-9d47f8d0.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 107811560,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#large-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.622,
       "acc@5": 95.248
      }
     },
     "_ops": 31.736,
     "_file_size": 412.039
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_32gf-6eb8fdc6.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 107811560,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.014,
       "acc@5": 96.288
      }
     },
     "_ops": 31.736,
     "_file_size": 412.039
    }
   }
  }
 },
 "RegNet_X_3_2GF_Weights": {
  "builder": "regnet_x_3_2gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_3_2gf-f342aeae.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 15296552,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#medium-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.364,
       "acc@5": 93.992
      }
     },
     "_ops": 3.177,
     "_file_size": 58.756
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_3_2gf-7071aa85.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 15296552,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.196,
       "acc@5": 95.43
      }
     },
     "_ops": 3.177,
     "_file_size": 58.756
    }
   }
  }
 },
 "RegNet_X_400MF_Weights": {
  "builder": "regnet_x_400mf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_400mf-adf1edd5.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 5495976,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 72.834,
       "acc@5": 90.95
      }
     },
     "_ops": 0.414,
     "_file_size": 21.258
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_400mf-62229a5f.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 5495976,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-fixres",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 74.864,
       "acc@5": 92.322
      }
     },
     "_ops": 0.414,
     "_file_size": 21.257
    }
   }
  }
 },
 "RegNet_X_800MF_Weights": {
  "builder": "regnet_x_800mf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_800mf-ad17e45c.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 7259656,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 75.212,
       "acc@5": 92.348
      }
     },
     "_ops": 0.8,
     "_file_size": 27.945
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_800mf-94a99ebd.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 7259656,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-fixres",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.522,
       "acc@5": 93.826
      }
     },
     "_ops": 0.8,
     "_file_size": 27.945
    }
   }
  }
 },
 "RegNet_X_8GF_Weights": {
  "builder": "regnet_x_8gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_x_8gf-03ceed89.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 39572648,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#medium-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 79.344,
       "acc@5": 94.686
      }
     },
     "_ops": 7.995,
     "_file_size": 151.456
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_x_8gf-2b70d774.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 39572648,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.682,
       "acc@5": 95.678
      }
     },
     "_ops": 7.995,
     "_file_size": 151.456
    }
   }
  }
 },
 "RegNet_Y_128GF_Weights": {
  "builder": "regnet_y_128gf",
  "default": "IMAGENET1K_SWAG_E2E_V1",
  "legacy": null,
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_128gf_swag-c8ce3e52.pth",
    "preset": {
     "crop_size": 384,
     "resize_size": 384,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 644812894,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 88.228,
       "acc@5": 98.682
      }
     },
     "_ops": 374.57,
     "_file_size": 2461.564
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_128gf_lc_swag-cbe8ce12.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 644812894,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 86.068,
       "acc@5": 97.844
      }
     },
     "_ops": 127.518,
     "_file_size": 2461.564
    }
   }
  }
 },
 "RegNet_Y_16GF_Weights": {
  "builder": "regnet_y_16gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_16gf-9e6ed7dd.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 83590140,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#large-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.424,
       "acc@5": 95.24
      }
     },
     "_ops": 15.912,
     "_file_size": 319.49
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_16gf-3e4a00f9.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 83590140,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.886,
       "acc@5": 96.328
      }
     },
     "_ops": 15.912,
     "_file_size": 319.49
    }
   },
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_16gf_swag-43afe44d.pth",
    "preset": {
     "crop_size": 384,
     "resize_size": 384,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 83590140,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 86.012,
       "acc@5": 98.054
      }
     },
     "_ops": 46.735,
     "_file_size": 319.49
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_16gf_lc_swag-f3ec0043.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 83590140,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.976,
       "acc@5": 97.244
      }
     },
     "_ops": 15.912,
     "_file_size": 319.49
    }
   }
  }
 },
 "RegNet_Y_1_6GF_Weights": {
  "builder": "regnet_y_1_6gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_1_6gf-b11a554e.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 11202430,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.95,
       "acc@5": 93.966
      }
     },
     "_ops": 1.612,
     "_file_size": 43.152
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_1_6gf-0d7bc02a.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 11202430,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.876,
       "acc@5": 95.444
      }
     },
     "_ops": 1.612,
     "_file_size": 43.152
    }
   }
  }
 },
 "RegNet_Y_32GF_Weights": {
  "builder": "regnet_y_32gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_32gf-4dee3f7a.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 145046770,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#large-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.878,
       "acc@5": 95.34
      }
     },
     "_ops": 32.28,
     "_file_size": 554.076
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_32gf-8db6d4b5.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 145046770,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.368,
       "acc@5": 96.498
      }
     },
     "_ops": 32.28,
     "_file_size": 554.076
    }
   },
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_32gf_swag-04fdfa75.pth",
    "preset": {
     "crop_size": 384,
     "resize_size": 384,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 145046770,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 86.838,
       "acc@5": 98.362
      }
     },
     "_ops": 94.826,
     "_file_size": 554.076
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_32gf_lc_swag-e1583746.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 145046770,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.622,
       "acc@5": 97.48
      }
     },
     "_ops": 32.28,
     "_file_size": 554.076
    }
   }
  }
 },
 "RegNet_Y_3_2GF_Weights": {
  "builder": "regnet_y_3_2gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_3_2gf-b5a9779c.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 19436338,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#medium-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.948,
       "acc@5": 94.576
      }
     },
     "_ops": 3.176,
     "_file_size": 74.567
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_3_2gf-9180c971.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 19436338,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.982,
       "acc@5": 95.972
      }
     },
     "_ops": 3.176,
     "_file_size": 74.567
    }
   }
  }
 },
 "RegNet_Y_400MF_Weights": {
  "builder": "regnet_y_400mf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_400mf-c65dace8.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 4344144,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 74.046,
       "acc@5": 91.716
      }
     },
     "_ops": 0.402,
     "_file_size": 16.806
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_400mf-e6988f5f.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 4344144,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 75.804,
       "acc@5": 92.742
      }
     },
     "_ops": 0.402,
     "_file_size": 16.806
    }
   }
  }
 },
 "RegNet_Y_800MF_Weights": {
  "builder": "regnet_y_800mf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_800mf-1b27b58c.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 6432512,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#small-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.42,
       "acc@5": 93.136
      }
     },
     "_ops": 0.834,
     "_file_size": 24.774
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_800mf-58fc7688.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 6432512,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.828,
       "acc@5": 94.502
      }
     },
     "_ops": 0.834,
     "_file_size": 24.774
    }
   }
  }
 },
 "RegNet_Y_8GF_Weights": {
  "builder": "regnet_y_8gf",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/regnet_y_8gf-d0d0e4a8.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 39381472,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#medium-models",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.032,
       "acc@5": 95.048
      }
     },
     "_ops": 8.473,
     "_file_size": 150.701
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/regnet_y_8gf-dc2b1b54.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 39381472,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.828,
       "acc@5": 96.33
      }
     },
     "_ops": 8.473,
     "_file_size": 150.701
    }
   }
  }
 },
 "ResNet101_Weights": {
  "builder": "resnet101",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnet101-63fe2227.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 44549160,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.374,
       "acc@5": 93.546
      }
     },
     "_ops": 7.801,
     "_file_size": 170.511
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/resnet101-cd907fc2.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 44549160,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.886,
       "acc@5": 95.78
      }
     },
     "_ops": 7.801,
     "_file_size": 170.53
    }
   }
  }
 },
 "ResNet152_Weights": {
  "builder": "resnet152",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnet152-394f9c45.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 60192808,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.312,
       "acc@5": 94.046
      }
     },
     "_ops": 11.514,
     "_file_size": 230.434
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/resnet152-f82ba261.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 60192808,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.284,
       "acc@5": 96.002
      }
     },
     "_ops": 11.514,
     "_file_size": 230.474
    }
   }
  }
 },
 "ResNet18_Weights": {
  "builder": "resnet18",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnet18-f37072fd.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 11689512,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 69.758,
       "acc@5": 89.078
      }
     },
     "_ops": 1.814,
     "_file_size": 44.661
    }
   }
  }
 },
 "ResNet34_Weights": {
  "builder": "resnet34",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnet34-b627a593.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 21797672,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 73.314,
       "acc@5": 91.42
      }
     },
     "_ops": 3.664,
     "_file_size": 83.275
    }
   }
  }
 },
 "ResNet50_Weights": {
  "builder": "resnet50",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnet50-0676ba61.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 25557032,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnet",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.13,
       "acc@5": 92.862
      }
     },
     "_ops": 4.089,
     "_file_size": 97.781
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/resnet50-11ad3fa6.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 25557032,
     "recipe": "https://github.com/pytorch/vision/issues/3995#issuecomment-1013906621",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 80.858,
       "acc@5": 95.434
      }
     },
     "_ops": 4.089,
     "_file_size": 97.79
    }
   }
  }
 },
 "ResNeXt101_32X8D_Weights": {
  "builder": "resnext101_32x8d",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnext101_32x8d-8ba56ff5.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 88791336,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnext",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 79.312,
       "acc@5": 94.526
      }
     },
     "_ops": 16.414,
     "_file_size": 339.586
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/resnext101_32x8d-110c445d.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 88791336,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-fixres",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.834,
       "acc@5": 96.228
      }
     },
     "_ops": 16.414,
     "_file_size": 339.673
    }
   }
  }
 },
 "ResNeXt101_64X4D_Weights": {
  "builder": "resnext101_64x4d",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnext101_64x4d-173b62eb.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 83455272,
     "recipe": "https://github.com/pytorch/vision/pull/5935",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.246,
       "acc@5": 96.454
      }
     },
     "_ops": 15.46,
     "_file_size": 319.318
    }
   }
  }
 },
 "ResNeXt50_32X4D_Weights": {
  "builder": "resnext50_32x4d",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/resnext50_32x4d-7cdf4587.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 25028904,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#resnext",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 77.618,
       "acc@5": 93.698
      }
     },
     "_ops": 4.23,
     "_file_size": 95.789
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/resnext50_32x4d-1a0047aa.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 25028904,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.198,
       "acc@5": 95.34
      }
     },
     "_ops": 4.23,
     "_file_size": 95.833
    }
   }
  }
 },
 "ShuffleNet_V2_X0_5_Weights": {
  "builder": "shufflenet_v2_x0_5",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/shufflenetv2_x0.5-f707e7126e.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/ericsun99/Shufflenet-v2-Pytorch",
     "num_params": 1366792,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 60.552,
       "acc@5": 81.746
      }
     },
     "_ops": 0.04,
     "_file_size": 5.282
    }
   }
  }
 },
 "ShuffleNet_V2_X1_0_Weights": {
  "builder": "shufflenet_v2_x1_0",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/shufflenetv2_x1-5666bf0f80.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/ericsun99/Shufflenet-v2-Pytorch",
     "num_params": 2278604,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 69.362,
       "acc@5": 88.316
      }
     },
     "_ops": 0.145,
     "_file_size": 8.791
    }
   }
  }
 },
 "ShuffleNet_V2_X1_5_Weights": {
  "builder": "shufflenet_v2_x1_5",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/shufflenetv2_x1_5-3c479a10.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/5906",
     "num_params": 3503624,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 72.996,
       "acc@5": 91.086
      }
     },
     "_ops": 0.296,
     "_file_size": 13.557
    }
   }
  }
 },
 "ShuffleNet_V2_X2_0_Weights": {
  "builder": "shufflenet_v2_x2_0",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/shufflenetv2_x2_0-8be3c8ee.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/pull/5906",
     "num_params": 7393996,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.23,
       "acc@5": 93.006
      }
     },
     "_ops": 0.583,
     "_file_size": 28.433
    }
   }
  }
 },
 "SqueezeNet1_0_Weights": {
  "builder": "squeezenet1_0",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/squeezenet1_0-b66bff10.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "recipe": "https://github.com/pytorch/vision/pull/49#issuecomment-277560717",
     "min_size": [
      21,
      21
     ],
     "num_params": 1248424,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 58.092,
       "acc@5": 80.42
      }
     },
     "_ops": 0.819,
     "_file_size": 4.778
    }
   }
  }
 },
 "SqueezeNet1_1_Weights": {
  "builder": "squeezenet1_1",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/squeezenet1_1-b8a52dc0.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "recipe": "https://github.com/pytorch/vision/pull/49#issuecomment-277560717",
     "min_size": [
      17,
      17
     ],
     "num_params": 1235496,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 58.178,
       "acc@5": 80.624
      }
     },
     "_ops": 0.349,
     "_file_size": 4.729
    }
   }
  }
 },
 "Swin_B_Weights": {
  "builder": "swin_b",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_b-68c6b09e.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 238,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 87768224,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.582,
       "acc@5": 96.64
      }
     },
     "_ops": 15.431,
     "_file_size": 335.364
    }
   }
  }
 },
 "Swin_S_Weights": {
  "builder": "swin_s",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_s-5e29d889.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 246,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 49606258,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.196,
       "acc@5": 96.36
      }
     },
     "_ops": 8.741,
     "_file_size": 189.786
    }
   }
  }
 },
 "Swin_T_Weights": {
  "builder": "swin_t",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_t-704ceda3.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 28288354,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.474,
       "acc@5": 95.776
      }
     },
     "_ops": 4.491,
     "_file_size": 108.19
    }
   }
  }
 },
 "Swin_V2_B_Weights": {
  "builder": "swin_v2_b",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_v2_b-781e5279.pth",
    "preset": {
     "crop_size": 256,
     "resize_size": 272,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 87930848,
     "min_size": [
      256,
      256
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer-v2",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 84.112,
       "acc@5": 96.864
      }
     },
     "_ops": 20.325,
     "_file_size": 336.372
    }
   }
  }
 },
 "Swin_V2_S_Weights": {
  "builder": "swin_v2_s",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_v2_s-637d8ceb.pth",
    "preset": {
     "crop_size": 256,
     "resize_size": 260,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 49737442,
     "min_size": [
      256,
      256
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer-v2",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 83.712,
       "acc@5": 96.816
      }
     },
     "_ops": 11.546,
     "_file_size": 190.675
    }
   }
  }
 },
 "Swin_V2_T_Weights": {
  "builder": "swin_v2_t",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/swin_v2_t-b137f0e2.pth",
    "preset": {
     "crop_size": 256,
     "resize_size": 260,
     "interpolation": "bicubic"
    },
    "meta": {
     "num_params": 28351570,
     "min_size": [
      256,
      256
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#swintransformer-v2",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.072,
       "acc@5": 96.132
      }
     },
     "_ops": 5.94,
     "_file_size": 108.626
    }
   }
  }
 },
 "VGG11_Weights": {
  "builder": "vgg11",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg11-8a719046.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 132863336,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 69.02,
       "acc@5": 88.628
      }
     },
     "_ops": 7.609,
     "_file_size": 506.84
    }
   }
  }
 },
 "VGG11_BN_Weights": {
  "builder": "vgg11_bn",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg11_bn-6002323d.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 132868840,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 70.37,
       "acc@5": 89.81
      }
     },
     "_ops": 7.609,
     "_file_size": 506.881
    }
   }
  }
 },
 "VGG13_Weights": {
  "builder": "vgg13",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg13-19584684.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 133047848,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 69.928,
       "acc@5": 89.246
      }
     },
     "_ops": 11.308,
     "_file_size": 507.545
    }
   }
  }
 },
 "VGG13_BN_Weights": {
  "builder": "vgg13_bn",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg13_bn-abd245e5.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 133053736,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 71.586,
       "acc@5": 90.374
      }
     },
     "_ops": 11.308,
     "_file_size": 507.59
    }
   }
  }
 },
 "VGG16_Weights": {
  "builder": "vgg16",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg16-397923af.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 138357544,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 71.592,
       "acc@5": 90.382
      }
     },
     "_ops": 15.47,
     "_file_size": 527.796
    }
   },
   "IMAGENET1K_FEATURES": {
    "url": "https://download.pytorch.org/models/vgg16_features-amdegroot-88682ab5.pth",
    "preset": {
     "crop_size": 224,
     "mean": [
      0.48235,
      0.45882,
      0.40784
     ],
     "std": [
      0.00392156862745098,
      0.00392156862745098,
      0.00392156862745098
     ]
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/amdegroot/ssd.pytorch#training-ssd",
     "num_params": 138357544,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": NaN,
       "acc@5": NaN
      }
     },
     "_ops": 15.47,
     "_file_size": 527.802,
     "categories": null
    }
   }
  }
 },
 "VGG16_BN_Weights": {
  "builder": "vgg16_bn",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg16_bn-6c64b313.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 138365992,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 73.36,
       "acc@5": 91.516
      }
     },
     "_ops": 15.47,
     "_file_size": 527.866
    }
   }
  }
 },
 "VGG19_Weights": {
  "builder": "vgg19",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 143667240,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 72.376,
       "acc@5": 90.876
      }
     },
     "_ops": 19.632,
     "_file_size": 548.051
    }
   }
  }
 },
 "VGG19_BN_Weights": {
  "builder": "vgg19_bn",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vgg19_bn-c79401a0.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      32,
      32
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#alexnet-and-vgg",
     "num_params": 143678248,
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 74.218,
       "acc@5": 91.842
      }
     },
     "_ops": 19.632,
     "_file_size": 548.143
    }
   }
  }
 },
 "ViT_B_16_Weights": {
  "builder": "vit_b_16",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vit_b_16-c867db91.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 86567656,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#vit_b_16",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.072,
       "acc@5": 95.318
      }
     },
     "_ops": 17.564,
     "_file_size": 330.285
    }
   },
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/vit_b_16_swag-9ac1b537.pth",
    "preset": {
     "crop_size": 384,
     "resize_size": 384,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 86859496,
     "min_size": [
      384,
      384
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 85.304,
       "acc@5": 97.65
      }
     },
     "_ops": 55.484,
     "_file_size": 331.398
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/vit_b_16_lc_swag-4e70ced5.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 86567656,
     "min_size": [
      224,
      224
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.886,
       "acc@5": 96.18
      }
     },
     "_ops": 17.564,
     "_file_size": 330.285
    }
   }
  }
 },
 "ViT_B_32_Weights": {
  "builder": "vit_b_32",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vit_b_32-d86f8d99.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 88224232,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#vit_b_32",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 75.912,
       "acc@5": 92.466
      }
     },
     "_ops": 4.409,
     "_file_size": 336.604
    }
   }
  }
 },
 "ViT_H_14_Weights": {
  "builder": "vit_h_14",
  "default": "IMAGENET1K_SWAG_E2E_V1",
  "legacy": null,
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/vit_h_14_swag-80465313.pth",
    "preset": {
     "crop_size": 518,
     "resize_size": 518,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 633470440,
     "min_size": [
      518,
      518
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 88.552,
       "acc@5": 98.694
      }
     },
     "_ops": 1016.717,
     "_file_size": 2416.643
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/vit_h_14_lc_swag-c1eb923e.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 632045800,
     "min_size": [
      224,
      224
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 85.708,
       "acc@5": 97.73
      }
     },
     "_ops": 167.295,
     "_file_size": 2411.209
    }
   }
  }
 },
 "ViT_L_16_Weights": {
  "builder": "vit_l_16",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vit_l_16-852ce7e3.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 242
    },
    "meta": {
     "num_params": 304326632,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#vit_l_16",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 79.662,
       "acc@5": 94.638
      }
     },
     "_ops": 61.555,
     "_file_size": 1161.023
    }
   },
   "IMAGENET1K_SWAG_E2E_V1": {
    "url": "https://download.pytorch.org/models/vit_l_16_swag-4f3808c9.pth",
    "preset": {
     "crop_size": 512,
     "resize_size": 512,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/facebookresearch/SWAG",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 305174504,
     "min_size": [
      512,
      512
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 88.064,
       "acc@5": 98.512
      }
     },
     "_ops": 361.986,
     "_file_size": 1164.258
    }
   },
   "IMAGENET1K_SWAG_LINEAR_V1": {
    "url": "https://download.pytorch.org/models/vit_l_16_lc_swag-4d563306.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 224,
     "interpolation": "bicubic"
    },
    "meta": {
     "recipe": "https://github.com/pytorch/vision/pull/5793",
     "license": "https://github.com/facebookresearch/SWAG/blob/main/LICENSE",
     "num_params": 304326632,
     "min_size": [
      224,
      224
     ],
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 85.146,
       "acc@5": 97.422
      }
     },
     "_ops": 61.555,
     "_file_size": 1161.023
    }
   }
  }
 },
 "ViT_L_32_Weights": {
  "builder": "vit_l_32",
  "default": "IMAGENET1K_V1",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/vit_l_32-c7638314.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "num_params": 306535400,
     "min_size": [
      224,
      224
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/classification#vit_l_32",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 76.972,
       "acc@5": 93.07
      }
     },
     "_ops": 15.378,
     "_file_size": 1169.449
    }
   }
  }
 },
 "Wide_ResNet101_2_Weights": {
  "builder": "wide_resnet101_2",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/wide_resnet101_2-32ee1156.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 126886696,
     "recipe": "https://github.com/pytorch/vision/pull/912#issue-445437439",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.848,
       "acc@5": 94.284
      }
     },
     "_ops": 22.753,
     "_file_size": 242.896
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/wide_resnet101_2-d733dc28.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 126886696,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 82.51,
       "acc@5": 96.02
      }
     },
     "_ops": 22.753,
     "_file_size": 484.747
    }
   }
  }
 },
 "Wide_ResNet50_2_Weights": {
  "builder": "wide_resnet50_2",
  "default": "IMAGENET1K_V2",
  "legacy": "IMAGENET1K_V1",
  "transforms": "ImageClassification",
  "categories": "imagenet",
  "members": {
   "IMAGENET1K_V1": {
    "url": "https://download.pytorch.org/models/wide_resnet50_2-95faca4d.pth",
    "preset": {
     "crop_size": 224
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 68883240,
     "recipe": "https://github.com/pytorch/vision/pull/912#issue-445437439",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 78.468,
       "acc@5": 94.086
      }
     },
     "_ops": 11.398,
     "_file_size": 131.82
    }
   },
   "IMAGENET1K_V2": {
    "url": "https://download.pytorch.org/models/wide_resnet50_2-9ba9bcbe.pth",
    "preset": {
     "crop_size": 224,
     "resize_size": 232
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 68883240,
     "recipe": "https://github.com/pytorch/vision/issues/3995#new-recipe-with-fixres",
     "_metrics": {
      "ImageNet-1K": {
       "acc@1": 81.602,
       "acc@5": 95.758
      }
     },
     "_ops": 11.398,
     "_file_size": 263.124
    }
   }
  }
 },
 "FasterRCNN_MobileNet_V3_Large_320_FPN_Weights": {
  "builder": "fasterrcnn_mobilenet_v3_large_320_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "MobileNet_V3_Large_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/fasterrcnn_mobilenet_v3_large_320_fpn-907ea3f9.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 19386354,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#faster-r-cnn-mobilenetv3-large-320-fpn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 22.8
      }
     },
     "_ops": 0.719,
     "_file_size": 74.239
    }
   }
  }
 },
 "FasterRCNN_MobileNet_V3_Large_FPN_Weights": {
  "builder": "fasterrcnn_mobilenet_v3_large_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "MobileNet_V3_Large_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/fasterrcnn_mobilenet_v3_large_fpn-fb6a3cc7.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 19386354,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#faster-r-cnn-mobilenetv3-large-fpn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 32.8
      }
     },
     "_ops": 4.494,
     "_file_size": 74.239
    }
   }
  }
 },
 "FasterRCNN_ResNet50_FPN_Weights": {
  "builder": "fasterrcnn_resnet50_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/fasterrcnn_resnet50_fpn_coco-258fb6c6.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 41755286,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#faster-r-cnn-resnet-50-fpn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 37.0
      }
     },
     "_ops": 134.38,
     "_file_size": 159.743
    }
   }
  }
 },
 "FasterRCNN_ResNet50_FPN_V2_Weights": {
  "builder": "fasterrcnn_resnet50_fpn_v2",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": false
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/fasterrcnn_resnet50_fpn_v2_coco-dd69338a.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 43712278,
     "recipe": "https://github.com/pytorch/vision/pull/5763",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 46.7
      }
     },
     "_ops": 280.371,
     "_file_size": 167.104
    }
   }
  }
 },
 "FCOS_ResNet50_FPN_Weights": {
  "builder": "fcos_resnet50_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/fcos_resnet50_fpn_coco-99b0c9b7.pth",
    "preset": {},
    "meta": {
     "num_params": 32269600,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#fcos-resnet-50-fpn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 39.2
      }
     },
     "_ops": 128.207,
     "_file_size": 123.608
    }
   }
  }
 },
 "KeypointRCNN_ResNet50_FPN_Weights": {
  "builder": "keypointrcnn_resnet50_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "person",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_LEGACY": {
    "url": "https://download.pytorch.org/models/keypointrcnn_resnet50_fpn_coco-9f466800.pth",
    "preset": {},
    "meta": {
     "keypoint_names": [
      "nose",
      "left_eye",
      "right_eye",
      "left_ear",
      "right_ear",
      "left_shoulder",
      "right_shoulder",
      "left_elbow",
      "right_elbow",
      "left_wrist",
      "right_wrist",
      "left_hip",
      "right_hip",
      "left_knee",
      "right_knee",
      "left_ankle",
      "right_ankle"
     ],
     "min_size": [
      1,
      1
     ],
     "num_params": 59137258,
     "recipe": "https://github.com/pytorch/vision/issues/1606",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 50.6,
       "kp_map": 61.1
      }
     },
     "_ops": 133.924,
     "_file_size": 226.054
    }
   },
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/keypointrcnn_resnet50_fpn_coco-fc266e95.pth",
    "preset": {},
    "meta": {
     "keypoint_names": [
      "nose",
      "left_eye",
      "right_eye",
      "left_ear",
      "right_ear",
      "left_shoulder",
      "right_shoulder",
      "left_elbow",
      "right_elbow",
      "left_wrist",
      "right_wrist",
      "left_hip",
      "right_hip",
      "left_knee",
      "right_knee",
      "left_ankle",
      "right_ankle"
     ],
     "min_size": [
      1,
      1
     ],
     "num_params": 59137258,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#keypoint-r-cnn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 54.6,
       "kp_map": 65.0
      }
     },
     "_ops": 137.42,
     "_file_size": 226.054
    }
   }
  }
 },
 "MaskRCNN_ResNet50_FPN_Weights": {
  "builder": "maskrcnn_resnet50_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/maskrcnn_resnet50_fpn_coco-bf2d0c1e.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 44401393,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#mask-r-cnn",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 37.9,
       "mask_map": 34.6
      }
     },
     "_ops": 134.38,
     "_file_size": 169.84
    }
   }
  }
 },
 "MaskRCNN_ResNet50_FPN_V2_Weights": {
  "builder": "maskrcnn_resnet50_fpn_v2",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": false
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/maskrcnn_resnet50_fpn_v2_coco-73cbd019.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 46359409,
     "recipe": "https://github.com/pytorch/vision/pull/5773",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 47.4,
       "mask_map": 41.8
      }
     },
     "_ops": 333.577,
     "_file_size": 177.219
    }
   }
  }
 },
 "RetinaNet_ResNet50_FPN_Weights": {
  "builder": "retinanet_resnet50_fpn",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/retinanet_resnet50_fpn_coco-eeacb38b.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 34014999,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#retinanet",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 36.4
      }
     },
     "_ops": 151.54,
     "_file_size": 130.267
    }
   }
  }
 },
 "RetinaNet_ResNet50_FPN_V2_Weights": {
  "builder": "retinanet_resnet50_fpn_v2",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": false
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/retinanet_resnet50_fpn_v2_coco-5905b1c5.pth",
    "preset": {},
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 38198935,
     "recipe": "https://github.com/pytorch/vision/pull/5756",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 41.5
      }
     },
     "_ops": 152.238,
     "_file_size": 146.037
    }
   }
  }
 },
 "SSD300_VGG16_Weights": {
  "builder": "ssd300_vgg16",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "VGG16_Weights.IMAGENET1K_FEATURES",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/ssd300_vgg16_coco-b556d3b4.pth",
    "preset": {},
    "meta": {
     "num_params": 35641826,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#ssd300-vgg16",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 25.1
      }
     },
     "_ops": 34.858,
     "_file_size": 135.988
    }
   }
  }
 },
 "SSDLite320_MobileNet_V3_Large_Weights": {
  "builder": "ssdlite320_mobilenet_v3_large",
  "default": "COCO_V1",
  "legacy": "COCO_V1",
  "transforms": "ObjectDetection",
  "categories": "coco",
  "backbone": {
   "weights": "MobileNet_V3_Large_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_V1": {
    "url": "https://download.pytorch.org/models/ssdlite320_mobilenet_v3_large_coco-a79551df.pth",
    "preset": {},
    "meta": {
     "num_params": 3440060,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/detection#ssdlite320-mobilenetv3-large",
     "_metrics": {
      "COCO-val2017": {
       "box_map": 21.3
      }
     },
     "_ops": 0.583,
     "_file_size": 13.418
    }
   }
  }
 },
 "DeepLabV3_MobileNet_V3_Large_Weights": {
  "builder": "deeplabv3_mobilenet_v3_large",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "MobileNet_V3_Large_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/deeplabv3_mobilenet_v3_large-fc3c493d.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 11029328,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#deeplabv3_mobilenet_v3_large",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 60.3,
       "pixel_acc": 91.2
      }
     },
     "_ops": 10.452,
     "_file_size": 42.301
    }
   }
  }
 },
 "DeepLabV3_ResNet101_Weights": {
  "builder": "deeplabv3_resnet101",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "ResNet101_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/deeplabv3_resnet101_coco-586e9e4e.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 60996202,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#fcn_resnet101",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 67.4,
       "pixel_acc": 92.4
      }
     },
     "_ops": 258.743,
     "_file_size": 233.217
    }
   }
  }
 },
 "DeepLabV3_ResNet50_Weights": {
  "builder": "deeplabv3_resnet50",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/deeplabv3_resnet50_coco-cd0a2569.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 42004074,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#deeplabv3_resnet50",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 66.4,
       "pixel_acc": 92.4
      }
     },
     "_ops": 178.722,
     "_file_size": 160.515
    }
   }
  }
 },
 "FCN_ResNet101_Weights": {
  "builder": "fcn_resnet101",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "ResNet101_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/fcn_resnet101_coco-7ecb50ca.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 54314346,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#deeplabv3_resnet101",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 63.7,
       "pixel_acc": 91.9
      }
     },
     "_ops": 232.738,
     "_file_size": 207.711
    }
   }
  }
 },
 "FCN_ResNet50_Weights": {
  "builder": "fcn_resnet50",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "ResNet50_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/fcn_resnet50_coco-1167a1af.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "num_params": 35322218,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#fcn_resnet50",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 60.5,
       "pixel_acc": 91.4
      }
     },
     "_ops": 152.717,
     "_file_size": 135.009
    }
   }
  }
 },
 "LRASPP_MobileNet_V3_Large_Weights": {
  "builder": "lraspp_mobilenet_v3_large",
  "default": "COCO_WITH_VOC_LABELS_V1",
  "legacy": "COCO_WITH_VOC_LABELS_V1",
  "transforms": "SemanticSegmentation",
  "categories": "voc",
  "backbone": {
   "weights": "MobileNet_V3_Large_Weights.IMAGENET1K_V1",
   "usual": true
  },
  "members": {
   "COCO_WITH_VOC_LABELS_V1": {
    "url": "https://download.pytorch.org/models/lraspp_mobilenet_v3_large-d234d4ea.pth",
    "preset": {
     "resize_size": 520
    },
    "meta": {
     "num_params": 3221538,
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/segmentation#lraspp_mobilenet_v3_large",
     "_metrics": {
      "COCO-val2017-VOC-labels": {
       "miou": 57.9,
       "pixel_acc": 91.2
      }
     },
     "_ops": 2.086,
     "_file_size": 12.49
    }
   }
  }
 },
 "MC3_18_Weights": {
  "builder": "mc3_18",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/mc3_18-a90a0ba3.pth",
    "preset": {
     "crop_size": [
      112,
      112
     ],
     "resize_size": [
      128,
      171
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/video_classification",
     "num_params": 11695440,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 63.96,
       "acc@5": 84.13
      }
     },
     "_ops": 43.343,
     "_file_size": 44.672
    }
   }
  }
 },
 "MViT_V1_B_Weights": {
  "builder": "mvit_v1_b",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/mvit_v1_b-dbeb1030.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.45,
      0.45,
      0.45
     ],
     "std": [
      0.225,
      0.225,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      224,
      224
     ],
     "min_temporal_size": 16,
     "recipe": "https://github.com/facebookresearch/pytorchvideo/blob/main/docs/source/model_zoo.md",
     "num_params": 36610672,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 78.477,
       "acc@5": 93.582
      }
     },
     "_ops": 70.599,
     "_file_size": 139.764
    }
   }
  }
 },
 "MViT_V2_S_Weights": {
  "builder": "mvit_v2_s",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/mvit_v2_s-ae3be167.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.45,
      0.45,
      0.45
     ],
     "std": [
      0.225,
      0.225,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      224,
      224
     ],
     "min_temporal_size": 16,
     "recipe": "https://github.com/facebookresearch/SlowFast/blob/main/MODEL_ZOO.md",
     "num_params": 34537744,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 80.757,
       "acc@5": 94.665
      }
     },
     "_ops": 64.224,
     "_file_size": 131.884
    }
   }
  }
 },
 "R2Plus1D_18_Weights": {
  "builder": "r2plus1d_18",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/r2plus1d_18-91a641e6.pth",
    "preset": {
     "crop_size": [
      112,
      112
     ],
     "resize_size": [
      128,
      171
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/video_classification",
     "num_params": 31505325,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 67.463,
       "acc@5": 86.175
      }
     },
     "_ops": 40.519,
     "_file_size": 120.318
    }
   }
  }
 },
 "R3D_18_Weights": {
  "builder": "r3d_18",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/r3d_18-b3b3357e.pth",
    "preset": {
     "crop_size": [
      112,
      112
     ],
     "resize_size": [
      128,
      171
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "recipe": "https://github.com/pytorch/vision/tree/main/references/video_classification",
     "num_params": 33371472,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 63.2,
       "acc@5": 83.479
      }
     },
     "_ops": 40.697,
     "_file_size": 127.359
    }
   }
  }
 },
 "S3D_Weights": {
  "builder": "s3d",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/s3d-d76dad2f.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256,
      256
     ]
    },
    "meta": {
     "min_size": [
      224,
      224
     ],
     "min_temporal_size": 14,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/video_classification#s3d",
     "num_params": 8320048,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 68.368,
       "acc@5": 88.05
      }
     },
     "_ops": 17.979,
     "_file_size": 31.972
    }
   }
  }
 },
 "Swin3D_B_Weights": {
  "builder": "swin3d_b",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/swin3d_b_1k-24f7c7c6.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.485,
      0.456,
      0.406
     ],
     "std": [
      0.229,
      0.224,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "min_temporal_size": 1,
     "recipe": "https://github.com/SwinTransformer/Video-Swin-Transformer#kinetics-400",
     "num_params": 88048984,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 79.427,
       "acc@5": 94.386
      }
     },
     "_ops": 140.667,
     "_file_size": 364.134
    }
   },
   "KINETICS400_IMAGENET22K_V1": {
    "url": "https://download.pytorch.org/models/swin3d_b_22k-7c6ae6fa.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.485,
      0.456,
      0.406
     ],
     "std": [
      0.229,
      0.224,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "min_temporal_size": 1,
     "recipe": "https://github.com/SwinTransformer/Video-Swin-Transformer#kinetics-400",
     "num_params": 88048984,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 81.643,
       "acc@5": 95.574
      }
     },
     "_ops": 140.667,
     "_file_size": 364.134
    }
   }
  }
 },
 "Swin3D_S_Weights": {
  "builder": "swin3d_s",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/swin3d_s-da41c237.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.485,
      0.456,
      0.406
     ],
     "std": [
      0.229,
      0.224,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "min_temporal_size": 1,
     "recipe": "https://github.com/SwinTransformer/Video-Swin-Transformer#kinetics-400",
     "num_params": 49816678,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 79.521,
       "acc@5": 94.158
      }
     },
     "_ops": 82.841,
     "_file_size": 218.288
    }
   }
  }
 },
 "Swin3D_T_Weights": {
  "builder": "swin3d_t",
  "default": "KINETICS400_V1",
  "legacy": "KINETICS400_V1",
  "transforms": "VideoClassification",
  "categories": "kinetics",
  "members": {
   "KINETICS400_V1": {
    "url": "https://download.pytorch.org/models/swin3d_t-7615ae03.pth",
    "preset": {
     "crop_size": [
      224,
      224
     ],
     "resize_size": [
      256
     ],
     "mean": [
      0.485,
      0.456,
      0.406
     ],
     "std": [
      0.229,
      0.224,
      0.225
     ]
    },
    "meta": {
     "min_size": [
      1,
      1
     ],
     "min_temporal_size": 1,
     "recipe": "https://github.com/SwinTransformer/Video-Swin-Transformer#kinetics-400",
     "num_params": 28158070,
     "_metrics": {
      "Kinetics-400": {
       "acc@1": 77.715,
       "acc@5": 93.519
      }
     },
     "_ops": 43.882,
     "_file_size": 121.543
    }
   }
  }
 },
 "Raft_Large_Weights": {
  "builder": "raft_large",
  "default": "C_T_SKHT_V2",
  "legacy": "C_T_SKHT_V2",
  "transforms": "OpticalFlow",
  "members": {
   "C_T_V1": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_V1-22a6c225.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/princeton-vl/RAFT",
     "_metrics": {
      "Sintel-Train-Cleanpass": {
       "epe": 1.4411
      },
      "Sintel-Train-Finalpass": {
       "epe": 2.7894
      },
      "Kitti-Train": {
       "per_image_epe": 5.0172,
       "fl_all": 17.4506
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   },
   "C_T_V2": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_V2-1bb1363a.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/optical_flow",
     "_metrics": {
      "Sintel-Train-Cleanpass": {
       "epe": 1.3822
      },
      "Sintel-Train-Finalpass": {
       "epe": 2.7161
      },
      "Kitti-Train": {
       "per_image_epe": 4.5118,
       "fl_all": 16.0679
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   },
   "C_T_SKHT_V1": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_SKHT_V1-0b8c9e55.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/princeton-vl/RAFT",
     "_metrics": {
      "Sintel-Test-Cleanpass": {
       "epe": 1.94
      },
      "Sintel-Test-Finalpass": {
       "epe": 3.18
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   },
   "C_T_SKHT_V2": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_SKHT_V2-ff5fadd5.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/optical_flow",
     "_metrics": {
      "Sintel-Test-Cleanpass": {
       "epe": 1.819
      },
      "Sintel-Test-Finalpass": {
       "epe": 3.067
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   },
   "C_T_SKHT_K_V1": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_SKHT_K_V1-4a6a5039.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/princeton-vl/RAFT",
     "_metrics": {
      "Kitti-Test": {
       "fl_all": 5.1
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   },
   "C_T_SKHT_K_V2": {
    "url": "https://download.pytorch.org/models/raft_large_C_T_SKHT_K_V2-b5c70766.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 5257536,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/optical_flow",
     "_metrics": {
      "Kitti-Test": {
       "fl_all": 5.19
      }
     },
     "_ops": 211.007,
     "_file_size": 20.129
    }
   }
  }
 },
 "Raft_Small_Weights": {
  "builder": "raft_small",
  "default": "C_T_V2",
  "legacy": "C_T_V2",
  "transforms": "OpticalFlow",
  "members": {
   "C_T_V1": {
    "url": "https://download.pytorch.org/models/raft_small_C_T_V1-ad48884c.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 990162,
     "recipe": "https://github.com/princeton-vl/RAFT",
     "_metrics": {
      "Sintel-Train-Cleanpass": {
       "epe": 2.1231
      },
      "Sintel-Train-Finalpass": {
       "epe": 3.279
      },
      "Kitti-Train": {
       "per_image_epe": 7.6557,
       "fl_all": 25.2801
      }
     },
     "_ops": 47.655,
     "_file_size": 3.821
    }
   },
   "C_T_V2": {
    "url": "https://download.pytorch.org/models/raft_small_C_T_V2-01064c6d.pth",
    "preset": {},
    "meta": {
     "min_size": [
      128,
      128
     ],
     "num_params": 990162,
     "recipe": "https://github.com/pytorch/vision/tree/main/references/optical_flow",
     "_metrics": {
      "Sintel-Train-Cleanpass": {
       "epe": 1.9901
      },
      "Sintel-Train-Finalpass": {
       "epe": 3.2831
      },
      "Kitti-Train": {
       "per_image_epe": 7.5978,
       "fl_all": 25.2369
      }
     },
     "_ops": 47.655,
     "_file_size": 3.821
    }
   }
  }
 }
} as const;
