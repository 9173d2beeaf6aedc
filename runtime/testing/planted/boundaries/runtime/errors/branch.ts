// planted: leaf-rooms-stay-leaves
import '../actor/actor.js';
